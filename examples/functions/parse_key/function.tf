variable "kms_key" {
  type    = string
  default = "projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders"

  validation {
    condition     = provider::aiven::parse_key(var.kms_key).region == "europe-west1"
    error_message = "The key must be in europe-west1, where the services are."
  }
}

# { cloud = "gcp", region = "europe-west1", owner = "acme", name = "aiven/orders", version = null }
output "kms_key" {
  value = provider::aiven::parse_key(var.kms_key)
}
