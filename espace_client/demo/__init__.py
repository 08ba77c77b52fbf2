"""The demo alone: its cast, its mailbox, its clock. Absent from any other installation."""
