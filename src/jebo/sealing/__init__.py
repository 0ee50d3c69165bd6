"""Seals what nobody else may read, and signs what everybody may check; all of it opens with stock tools."""

from jebo.sealing.canonical_json import canonical
from jebo.sealing.digest import Digest, digest_bytes, digest_stream, edition_digest, is_digest
from jebo.sealing.envelope import rewrap, seal, unseal
from jebo.sealing.identity import Identity
from jebo.sealing.layout import Entry
from jebo.sealing.locks import lock, unlock, work_of
from jebo.sealing.manifest import Listed, listed, manifest_faults, read_manifest, sign_manifest
from jebo.sealing.on_disk import rewrap_file, sealing_file
from jebo.sealing.padme import padded_bytes
from jebo.sealing.part import Part, check_name
from jebo.sealing.receipt import Receipt, read_receipt, receipt_faults, sign_receipt
from jebo.sealing.recipient import Recipient
from jebo.sealing.refusals import SealingError
from jebo.sealing.signing import Context, Signed, SigningKey, VerifyKey
from jebo.sealing.stream import Sealing, rewrap_stream, unseal_stream
from jebo.sealing.wrong import Fault, Wrong

__all__ = [
    "Context",
    "Digest",
    "Entry",
    "Fault",
    "Identity",
    "Listed",
    "Part",
    "Receipt",
    "Recipient",
    "Sealing",
    "SealingError",
    "Signed",
    "SigningKey",
    "VerifyKey",
    "Wrong",
    "canonical",
    "check_name",
    "digest_bytes",
    "digest_stream",
    "edition_digest",
    "is_digest",
    "listed",
    "lock",
    "manifest_faults",
    "padded_bytes",
    "read_manifest",
    "read_receipt",
    "receipt_faults",
    "rewrap",
    "rewrap_file",
    "rewrap_stream",
    "seal",
    "sealing_file",
    "sign_manifest",
    "sign_receipt",
    "unlock",
    "unseal",
    "unseal_stream",
    "work_of",
]
