"""Why something was not sealed, opened, locked or signed, in one sentence each that says what to do."""

from jebo.errors import N_, Refusal


class SealingError(Refusal):
    """Something cannot be sealed, opened, locked or signed."""

    says = N_("this cannot be sealed or opened")


class BadRecipient(SealingError):
    """The text is not an X25519 recipient."""

    says = N_("this is not an age recipient; copy the whole line that begins with age1")


class PostQuantumRecipient(BadRecipient):
    """The recipient is of age's post-quantum kind (``age1pq1…``), which the library cannot seal to yet."""

    says = N_(
        "this recipient is of the post-quantum kind, which jebo cannot seal to yet; "
        "make one with age-keygen without -pq"
    )


class NotATip(SealingError):
    """The envelope opens, and does not hold what a door seals."""

    says = N_("the envelope opens but was not sealed by a door of jebo; set it aside")


class NotAPoll(SealingError):
    """What a desk or a door said to the other is not of the form that both know, or too much."""

    says = N_("the desk and the door do not understand each other; bring both to the same version of jebo")


class NoRecipients(SealingError):
    """Nobody is named who could open it."""

    says = N_("nothing is sealed for nobody; name at least one recipient")


class BadIdentity(SealingError):
    """The text is not an X25519 identity."""

    says = N_("this is not an age identity; it must hold one line that begins with AGE-SECRET-KEY-1")


class SecretStays(SealingError):
    """Something tried to copy a secret out of its object."""

    says = N_("a secret key is not pickled; lock it with a passphrase, or seal it")


class BadPassphrase(SealingError):
    """The passphrase cannot be used for locking."""

    says = N_("the passphrase is empty or has a character that cannot be typed; choose another")


class WrongPassphrase(SealingError):
    """The passphrase does not open what is locked."""

    says = N_("the passphrase is wrong, or what it should open is damaged; type it again")


class NotLocked(SealingError):
    """The bytes are not one age file under a passphrase."""

    says = N_("this is not locked with a passphrase; choose the file that jebo or age -p made")


class TooMuchWork(SealingError):
    """Trying the passphrase would take more memory and time than is allowed; nothing was tried."""

    says = N_(
        "trying this passphrase would take too long or too much memory; if the file is yours, "
        "open it with age -d on a faster machine and lock it again"
    )


class WeakLock(SealingError):
    """The library chose too little work for the lock, as it does on a very busy machine."""

    says = N_("the machine is too busy to make a strong lock; close other programs and try again")


class Damaged(SealingError):
    """The bytes are not one whole age file: cut off, changed, or with something behind it."""

    says = N_("this is damaged, cut off, or not an age file; fetch it again from where it came")


class NotForUs(SealingError):
    """None of our identities is among its recipients."""

    says = N_("this was sealed for somebody else; ask for a copy that is sealed for you")


class NotAnEnvelope(SealingError):
    """It opened, and what is inside is not laid out as jebo lays it out."""

    says = N_(
        "this opened, but what is inside is not an envelope of jebo; open it with age -d and look at it"
    )


class UnknownPart(NotAnEnvelope):
    """The envelope holds a part that nobody expected."""

    says = N_("the envelope holds a part that does not belong there; do not use it")


class BadPartName(SealingError):
    """A part has a name that could lead out of a folder, or that a system could misread."""

    says = N_("a part has a name that could be misread; it needs a plain file name")


class DoubledPart(SealingError):
    """Two parts have names that some systems take for one."""

    says = N_("two parts have the same name; give each its own")


class TooLarge(SealingError):
    """It does not fit an envelope, or not the memory."""

    says = N_("this is too large for one envelope; divide it, or seal and open it as a stream")


class NotWritten(SealingError):
    """The place it should go to did not take it."""

    says = N_("what was sealed could not be written; check that the disk is there and has room")


class Finished(SealingError):
    """A part was added to an envelope that is closed."""

    says = N_("this envelope is closed; begin another")


class NotCanonical(SealingError):
    """A value has no canonical form: a float, raw bytes, a broken character, an unfit key."""

    says = N_("this cannot be digested; use text, whole numbers, yes or no, lists and mappings only")


class BadReceipt(SealingError):
    """The bytes or values are not a receipt."""

    says = N_("this is not a receipt of a release check; make it again from the release")


class BadManifest(SealingError):
    """The bytes or values are not a manifest."""

    says = N_("this is not a manifest; make it again from the files")


class BadSigningKey(SealingError):
    """The bytes are not an Ed25519 key for signing."""

    says = N_("this is not a signing key; it must be an Ed25519 key in the form of OpenSSH")


class BadVerifyKey(SealingError):
    """The text is not an Ed25519 public key."""

    says = N_("this is not a public key for checking; copy the whole line that begins with ssh-ed25519")
