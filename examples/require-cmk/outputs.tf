# With `enforce`, a violation fails the plan here.

output "services" {
  description = "The checked services, as PROJECT/SERVICE_NAME, with the ID of their key."
  value       = { for service in local.services : service.id => service.cmk_id }

  precondition {
    condition     = !var.enforce || length(local.without_cmk) == 0
    error_message = local.messages.without_cmk
  }
  precondition {
    condition     = !var.enforce || length(local.old_keys) == 0
    error_message = local.messages.old_keys
  }
  precondition {
    condition     = !var.enforce || length(local.misplaced) == 0
    error_message = local.messages.misplaced
  }
}
