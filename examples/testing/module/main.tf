terraform {
  required_providers {
    aiven = {
      source = "npm.invalid/aiven-byok/aiven"
    }
  }
}

resource "aiven_cmk" "orders" {
  project      = "acme-prod"
  cmk_provider = "gcp"
  resource     = "projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aiven_pg" "orders" {
  project      = "acme-prod"
  service_name = "orders"
  plan         = "startup-4"
  cmk_id       = aiven_cmk.orders.cmk_id
}
