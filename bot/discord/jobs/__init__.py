"""Jobs in messages: begun, told about, cancelled."""
