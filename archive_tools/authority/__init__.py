"""The built-in authority: actors, places, outlets and topics as data. SOURCES.md says where each field comes from."""
