/**
 * Keys and services that were at Aiven before this app, taken over by aiven-byok adopt.
 *
 * Call `adopt(stack)` once, in a stack that has an AivenProvider. The imports may stay after the deployment: they do nothing
 * more then, and the command knows by them what is here. Taking a ServiceBinding out detaches its service from the key, unless
 * it was deployed with `onDestroy: 'keep'` before.
 */

import { CustomerManagedKey, KmsKey, ServiceBinding } from 'aiven-byok';
import { Construct } from 'constructs';

/** Makes the constructs of all projects. */
export function adopt(scope: Construct): void {
  adoptAcmeProd(new Construct(scope, 'adopted-acme-prod'));
  // aiven-byok adopt: further projects go here
}

/** Project acme-prod. */
function adoptAcmeProd(project: Construct): void {
  const ordersKey = CustomerManagedKey.import(project, 'orders-key', 'acme-prod/1b671a64-40d5-491e-99b0-da01ff1f3341', {
    kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
    defaultCmk: true,
  });
  ServiceBinding.import(ordersKey, 'orders-db');
  ServiceBinding.import(ordersKey, 'orders-events');

  CustomerManagedKey.import(project, 'aws-us-east-1-1234abcd-key', 'acme-prod/8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f', {
    kmsKey: KmsKey.aws('arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab'),
  });
  // aiven-byok adopt: what is new of acme-prod goes here
}
