# Applies for real, against the emulator that AIVEN_WEB_URL names, and destroys everything at the end.
run "encrypts_the_database" {
  assert {
    condition     = aiven_pg.orders.cmk_id == aiven_cmk.orders.cmk_id
    error_message = "The database is not encrypted with the key."
  }
}

run "survives_a_second_apply" {
  command = plan

  assert {
    condition     = aiven_pg.orders.state == "RUNNING"
    error_message = "The database does not run."
  }
}
