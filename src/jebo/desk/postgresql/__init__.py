"""Django's backend for PostgreSQL over connections that look through one member's eyes, and whose faults quote nothing."""
