variable "projects" {
  type        = set(string)
  description = "Names of the Aiven projects to check."
}

variable "exempt_services" {
  type        = set(string)
  default     = []
  description = "Services that may use Aiven-managed keys, as PROJECT/SERVICE_NAME."
}

variable "max_key_age_days" {
  type        = number
  default     = null
  description = "Longest time since a key in use was registered, in days. Without it, the age is not checked."
}

variable "require_same_region" {
  type        = bool
  default     = true
  description = "Whether a key must be in the region of its services. Azure keys and clouds with names of your own are not compared."
}

variable "enforce" {
  type        = bool
  default     = true
  description = "Whether a violation fails the plan. Otherwise it is a warning."
}
