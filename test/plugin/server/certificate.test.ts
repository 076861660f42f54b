import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createCertificate, createPin } from '../../../src/plugin/server/certificate';

const DAY = 24 * 3_600_000;

describe('our certificate', () => {
  test('is for localhost, signed with its own key, and serves both sides', () => {
    const { der, certificatePem, privateKeyPem } = createCertificate();
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.raw.equals(der)).toBe(true);
    expect(certificate.subjectAltName).toBe('DNS:localhost');
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.ca).toBe(true);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
  });

  test('is valid from a day before now, for 30 days', () => {
    const now = Date.UTC(2030, 0, 2, 3, 4, 5);
    const certificate = new X509Certificate(createCertificate(now).certificatePem);
    expect(Date.parse(certificate.validFrom)).toBe(now - DAY);
    expect(Date.parse(certificate.validTo)).toBe(now + 30 * DAY);
  });

  test('is readable in the second half of the century too', () => {
    const now = Date.UTC(2051, 5, 6);
    const certificate = new X509Certificate(createCertificate(now).certificatePem);
    expect(Date.parse(certificate.validTo)).toBe(now + 30 * DAY);
  });

  test('is another one each time, whatever length its numbers have', () => {
    const made = Array.from({ length: 100 }, () => createCertificate());
    for (const { certificatePem } of made) {
      const certificate = new X509Certificate(certificatePem);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
    }
    const serials = made.map(({ certificatePem }) => new X509Certificate(certificatePem).serialNumber);
    expect(new Set(serials).size).toBe(made.length);
  });
});

describe('the pin', () => {
  const expected = new X509Certificate(createCertificate().certificatePem);
  const accepts = createPin(expected.toString());

  test('accepts exactly the certificate that was announced, if it is valid at the start', () => {
    expect(accepts(expected)).toBe(true);
    for (const offset of [-2 * DAY, 31 * DAY]) {
      expect(createPin(expected.toString(), Date.now() + offset)(expected)).toBe(false);
    }
  });

  test('accepts it although the clock jumps while Terraform runs', () => {
    const real = Date.now();
    const now = jest.spyOn(Date, 'now');
    for (const offset of [-40 * DAY, 40 * DAY]) {
      now.mockReturnValue(real + offset);
      expect(accepts(expected)).toBe(true);
    }
    now.mockRestore();
  });

  test('accepts no other, and not none', () => {
    expect(accepts(new X509Certificate(createCertificate().certificatePem))).toBe(false);
    expect(accepts(undefined)).toBe(false);
  });

  test('rejects text that is not a certificate', () => {
    expect(() => createPin('nonsense')).toThrow();
  });
});
