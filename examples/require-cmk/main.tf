# Checks the keys of every service in the given Aiven projects, including services that Terraform does not manage.

terraform {
  required_version = ">= 1.8"
  required_providers {
    aiven = {
      source = "npm.invalid/aiven-byok/aiven"
    }
  }
}

data "aiven_service_encryption" "services" {
  for_each = var.projects
  project  = each.value
}

data "aiven_cmks" "keys" {
  for_each = var.projects
  project  = each.value
}

locals {
  services = flatten([
    for project, found in data.aiven_service_encryption.services : [
      for service in found.services : merge(service, { id = "${project}/${service.service_name}" })
    ]
  ])
  encrypted = [for service in local.services : service if service.cmk_id != null]
  without_cmk = sort([
    for service in local.services : service.id
    if service.cmk_id == null && !contains(var.exempt_services, service.id)
  ])

  used_keys = toset([for service in local.encrypted : service.cmk_id])
  oldest    = var.max_key_age_days == null ? null : timeadd(plantimestamp(), "-${var.max_key_age_days * 24}h")
  old_keys = sort(flatten([
    for project, found in data.aiven_cmks.keys : [
      for key in found.cmks : "${project}/${key.cmk_id} (registered ${substr(key.created_at, 0, 10)})"
      if local.oldest == null ? false : contains(local.used_keys, key.cmk_id) && timecmp(key.created_at, local.oldest) < 0
    ]
  ]))

  # Aiven's names of clouds start with these.
  prefixes = { aws = "aws", gcp = "google", azure = "azure", oci = "oci" }
  places = [
    for service in local.encrypted : {
      id     = service.id
      cloud  = service.cloud_name == null ? "" : service.cloud_name
      region = try(provider::aiven::parse_key(service.cmk_resource).region, null)
      prefix = lookup(local.prefixes, coalesce(service.cmk_provider, "unknown"), null)
    }
  ]
  misplaced = sort([
    for place in local.places : "${place.id} in ${place.cloud}, key in ${place.region}"
    if var.require_same_region && place.region != null && place.prefix != null
    ? startswith(place.cloud, "${place.prefix}-") && place.cloud != "${place.prefix}-${place.region}"
    : false
  ])

  messages = {
    without_cmk = "Services without a customer managed key: ${join(", ", local.without_cmk)}."
    old_keys    = "Keys in use for more than ${coalesce(var.max_key_age_days, 0)} days: ${join(", ", local.old_keys)}."
    misplaced   = "Services and keys in different regions: ${join("; ", local.misplaced)}."
  }
}

check "every_service_has_a_customer_managed_key" {
  assert {
    condition     = length(local.without_cmk) == 0
    error_message = local.messages.without_cmk
  }
}

check "no_key_is_too_old" {
  assert {
    condition     = length(local.old_keys) == 0
    error_message = local.messages.old_keys
  }
}

check "keys_and_services_share_a_region" {
  assert {
    condition     = length(local.misplaced) == 0
    error_message = local.messages.misplaced
  }
}
