/** Tags and email addresses that are known only at apply. */

import { Fn, TerraformIterator, TerraformVariable, Testing, Token } from 'cdktf';
import { AivenProvider, Encryption, Service, ServiceType } from '../../../src';
import { expression, newStack, onlyResource } from '../../support/terraform/synth';

const dynamic = (list: string, content: object) => ({ for_each: expression(list), iterator: 'each', content });
const base = { project: 'acme-prod', serviceType: ServiceType.PG, encryption: Encryption.aivenManaged() };
const tag = { key: expression('each.key'), value: expression('each.value') };

test('are rendered as dynamic blocks', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  new Service(stack, 'orders', {
    ...base,
    serviceName: 'orders',
    plan: 'startup-4',
    tags: Token.asStringMap(expression('var.tags')),
    techEmails: new TerraformVariable(stack, 'emails', { type: 'list(string)' }).listValue,
  });
  expect(onlyResource(stack, 'aiven_pg').dynamic).toEqual({
    tag: dynamic('var.tags', tag),
    tech_emails: dynamic('toset(var.emails)', { email: expression('each.value') }),
  });
  expect(Testing.synthHcl(stack)).toContain('dynamic "tag" {');
});

test('may refer to the iterator of the service, and come from functions', () => {
  const stack = newStack();
  new AivenProvider(stack, 'aiven');
  const services = TerraformIterator.fromMap(Token.asAnyMap(expression('var.services')));
  new Service(stack, 'all', {
    ...base,
    forEach: services,
    serviceName: services.key,
    plan: services.getString('plan'),
    tags: services.getMap('tags'),
    techEmails: Fn.concat([services.getList('emails'), ['ops@acme.com']]),
  });
  expect(onlyResource(stack, 'aiven_pg').dynamic).toEqual({
    tag: dynamic('each.value.tags', tag),
    tech_emails: dynamic('toset(concat(each.value.emails, ["ops@acme.com"]))', { email: expression('each.value') }),
  });
});
