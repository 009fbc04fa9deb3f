"""Every page in every language before validators and real browsers; see docs/conformance.md."""
