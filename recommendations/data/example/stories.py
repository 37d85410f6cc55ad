"""The invented world of the example site: governments, organisations and what they say.

Codes are those that ISO 3166 leaves to users (QM to QZ), so that no country is meant. Nothing here
is true of anybody; the example site says so on every page.
"""

from typing import NamedTuple

from recommendations.models.choices import FollowUpStatus


class InventedGovernment(NamedTuple):
    """`zeal` is the share of the recommendations that it reports on; 0: it never reports."""

    iso3: str
    iso2: str
    en: str
    fr: str
    es: str
    ar: str
    region: str
    language: str
    zeal: float


NORTH, SOUTH = "Invented North", "Invented South"
GOVERNMENTS = (
    InventedGovernment("QMA", "QM", "Alderia", "Aldérie", "Alderia", "ألديريا", NORTH, "en", 0.7),
    InventedGovernment("QNA", "QN", "Brenmark", "Brenmark", "Brenmark", "برنمارك", NORTH, "en", 0.55),
    InventedGovernment("QOA", "QO", "Costa Verana", "Costa Verana", "Costa Verana", "كوستا فيرانا", SOUTH, "es", 0.5),
    InventedGovernment("QPA", "QP", "Dunmoor", "Dunmoor", "Dunmoor", "دنمور", NORTH, "en", 0.2),
    InventedGovernment("QQA", "QQ", "Estvale", "Estvale", "Estvale", "إستفال", NORTH, "fr", 0.45),
    InventedGovernment("QRA", "QR", "Fenoria", "Fénorie", "Fenoria", "فينوريا", SOUTH, "fr", 0.3),
    InventedGovernment("QSA", "QS", "Galdany", "Galdanie", "Galdania", "غالداني", SOUTH, "en", 0.0),
    InventedGovernment("QTA", "QT", "Harrowmere", "Harrowmere", "Harrowmere", "هاروومير", NORTH, "en", 0.35),
    InventedGovernment("QUA", "QU", "Isolane", "Isolane", "Isolana", "إيزولان", SOUTH, "en", 0.0),
    InventedGovernment("QVA", "QV", "Jorvania", "Jorvanie", "Jorvania", "جورفانيا", SOUTH, "es", 0.25),
    InventedGovernment("QWA", "QW", "Kestria", "Kestrie", "Kestria", "كستريا", NORTH, "en", 0.15),
    InventedGovernment("QXA", "QX", "Lumora", "Lumora", "Lumora", "لومورا", SOUTH, "en", 0.0),
)

ORGANISATIONS = (
    ("example-diaspora-council", "Council of Diaspora Associations (invented)"),
    ("example-health-workers-union", "Union of Mobile Health Workers (invented)"),
)

# What a government says at each status, by the language that it writes in.
SUMMARIES: dict[str, dict[FollowUpStatus, tuple[str, ...]]] = {
    "en": {
        FollowUpStatus.PLANNING: (
            "An interministerial group has been asked to propose measures by the end of the year.",
            "The budget for the coming year sets money aside for a first pilot.",
        ),
        FollowUpStatus.IN_PROGRESS: (
            "A pilot is running in three regions; diaspora associations take part in its steering group.",
            "A bilateral agreement has been signed and the joint committee meets twice a year.",
            "Training has begun for staff of the services that migrants use most.",
        ),
        FollowUpStatus.COMPLETED: (
            "The law has been adopted and its implementing rules are in force.",
            "The programme has reached all regions and has been handed over to the ministry.",
        ),
        FollowUpStatus.CONTINUOUS: ("The consultation with migrants' associations now takes place every year.",),
        FollowUpStatus.DISCONTINUED: ("The pilot was ended after its first year.",),
    },
    "fr": {
        FollowUpStatus.PLANNING: (
            "Un plan d’action national est en cours de rédaction avec les collectivités locales.",
        ),
        FollowUpStatus.IN_PROGRESS: (
            "Un guichet d’information est ouvert dans cinq villes, sans distinction de statut migratoire.",
            "Les premières conventions de portabilité sont négociées avec deux pays partenaires.",
        ),
        FollowUpStatus.COMPLETED: ("La loi a été promulguée et les décrets sont publiés.",),
        FollowUpStatus.CONTINUOUS: ("Le forum de la diaspora se réunit désormais chaque année.",),
        FollowUpStatus.DISCONTINUED: ("Le projet a été abandonné faute de financement.",),
    },
    "es": {
        FollowUpStatus.PLANNING: ("El ministerio prepara un programa con las asociaciones de migrantes.",),
        FollowUpStatus.IN_PROGRESS: (
            "El programa funciona en cuatro provincias y llega a los hogares que reciben remesas.",
            "Se ha firmado un acuerdo de reconocimiento de títulos del personal sanitario.",
        ),
        FollowUpStatus.COMPLETED: ("La ley fue aprobada y su reglamento está en vigor.",),
        FollowUpStatus.CONTINUOUS: ("La mesa de diálogo con la diáspora se convoca cada año.",),
        FollowUpStatus.DISCONTINUED: ("El proyecto piloto se cerró al terminar los fondos.",),
    },
}

REASONS = {
    "en": "The money was moved to another programme.",
    "fr": "Les crédits ont été affectés à un autre programme.",
    "es": "Los fondos se destinaron a otro programa.",
}

PATHS = (
    (FollowUpStatus.PLANNING, FollowUpStatus.IN_PROGRESS, FollowUpStatus.COMPLETED),
    (FollowUpStatus.PLANNING, FollowUpStatus.IN_PROGRESS),
    (FollowUpStatus.IN_PROGRESS, FollowUpStatus.CONTINUOUS),
    (FollowUpStatus.IN_PROGRESS,),
    (FollowUpStatus.PLANNING,),
    (FollowUpStatus.PLANNING, FollowUpStatus.IN_PROGRESS, FollowUpStatus.DISCONTINUED),
)

VOICES = (
    "Members report that the measure has not reached them.",
    "The association has seen the first results and calls for more regions to be included.",
)

RATIONALES = {
    "not_started": "The reports in force and a search of public sources show no step so far.",
    "planned": "At least one government has announced a plan; none has begun to carry it out.",
    "under_way": "Several governments report action that is going on, and sources bear it out.",
    "largely": "The main elements are in place for most of those that report; portability for "
    "temporary stays is what is missing.",
    "implemented": "The measure is in force as it was asked for, as the published act shows.",
    "continuous": "What was asked for now happens every year.",
    "closed": "The term of office to which the call was addressed has ended.",
}
