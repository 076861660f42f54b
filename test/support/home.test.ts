import { homedir, userInfo } from 'node:os';
import { homeFolder } from '../../src/support/home';

test('takes an empty HOME as unset', () => {
  const { HOME } = process.env;
  try {
    process.env.HOME = '';
    expect(homeFolder()).toBe(userInfo().homedir);
    expect(homeFolder({ HOME: '/home/ann' })).toBe('/home/ann');
  } finally {
    if (HOME === undefined) delete process.env.HOME;
    else process.env.HOME = HOME;
  }
  expect(homeFolder({})).toBe(homedir());
});
