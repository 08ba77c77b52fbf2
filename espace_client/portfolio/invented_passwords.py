"""The old portal's passwords, hashed as old portals did. Everybody's is the same, and written in
`docs/demo-portfolio.md`: these hashes protect nothing.

The slow ones were computed once: making an export must stay fast and needs no bcrypt.
"""

import hashlib
from collections.abc import Mapping

from espace_client.portfolio.dice import Dice

PASSWORD = "horizon2019"
SLOW: Mapping[str, tuple[str, ...]] = {
    "bcrypt": (
        "$2b$10$HorizonHorizonHorizonuymFR2IkIw8Fp5cctTBLGxqsgl/MJKQG",
        "$2b$10$RetraitesDeLaMutuelleOsvrFRysmtCKUSIS3DwFRMuFbXP1e7xm",
        "$2b$10$UnEspacePourNosAdhereeCQb4jV1M9Ut.eEpkf3UMDrjpiHwt3/K",
    ),
    "pbkdf2_sha1": (
        "pbkdf2_sha1$20000$Rx7kQm2pLw9z$qc1YsvI44xsQoMzNrdSmGM5Sjgk=",
        "pbkdf2_sha1$20000$Tb4nVc8sHd3f$I75j+p+8mvKGeZQYqDJ/7i4kloM=",
    ),
    "pbkdf2_sha256": (
        "pbkdf2_sha256$20000$Rx7kQm2pLw9z$wyMMTaj4LQLZ7yQ1YySN5+4ZnvmGPtLs90Ym+1TpN94=",
        "pbkdf2_sha256$20000$Tb4nVc8sHd3f$8PudjKMSoLHL3hNfndJtmGWxYI1rH5r1IDqjunILDXs=",
    ),
}
_SCHEMES = ("md5", "md5_sel", "sha1", "sha1_sel", *SLOW)
_WEIGHTS = (8, 14, 8, 20, 24, 10, 12)


def old_password(dice: Dice) -> tuple[str, str]:
    """A scheme and the hash of PASSWORD in it; neither for one login in twenty."""
    if dice.chance(0.05):
        return "", ""
    scheme = dice.weighted(_SCHEMES, _WEIGHTS)
    if scheme in SLOW:
        return scheme, dice.one_of(SLOW[scheme])
    return scheme, fast_hash(scheme, f"{dice.between(0, 0xFFFFFFFF):08x}")


def fast_hash(scheme: str, salt: str) -> str:
    """PASSWORD as md5, md5_sel, sha1 or sha1_sel kept it: the salt, if any, comes first."""
    digest = hashlib.md5 if scheme.startswith("md5") else hashlib.sha1
    salted = scheme.endswith("_sel")
    figures = digest(f"{salt if salted else ''}{PASSWORD}".encode(), usedforsecurity=False)
    return f"{salt}${figures.hexdigest()}" if salted else figures.hexdigest()
