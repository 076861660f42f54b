# Needs neither the API nor a token (Terraform 1.7 or later).
mock_provider "aiven" {
  mock_resource "aiven_cmk" {
    defaults = {
      cmk_id = "1b671a64-40d5-491e-99b0-da01ff1f3341"
    }
  }
}

run "passes_the_key_to_the_database" {
  assert {
    condition     = aiven_pg.orders.cmk_id == "1b671a64-40d5-491e-99b0-da01ff1f3341"
    error_message = "The database does not get the key."
  }
}
