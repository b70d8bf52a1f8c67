//! The fixed list of signs that call for somebody's attention.

use serde::{Deserialize, Serialize};

/// A sign a parent can tick; relactation-evidence.md 4.1 has the source of each.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Baby: hard to wake.
    HardToWake,
    /// Baby: floppy.
    Floppy,
    /// Baby: blue, grey or mottled.
    BlueGreyMottled,
    /// Baby: a fit.
    Fit,
    /// Baby: weak or high cry.
    WeakCry,
    /// Baby: trouble breathing.
    BreathingTrouble,
    /// Baby: sunken eyes or fontanelle.
    SunkenEyesOrFontanelle,
    /// Baby: cold, discoloured hands or feet.
    ColdDiscolouredLimbs,
    /// Baby: very drowsy.
    VeryDrowsy,
    /// Baby: dark, strong urine.
    DarkUrine,
    /// Baby: feeds less than half of the usual.
    FeedsUnderHalf,
    /// Baby: yellow skin or eyes.
    YellowSkinOrEyes,
    /// Baby: vomits again and again.
    RepeatedVomiting,
    /// Baby: blood in the stool.
    BloodInStool,
    /// Parent: breast red, hot and painful.
    BreastRedHotPainful,
    /// Parent: a lump in the breast.
    BreastLump,
    /// Parent: feeling as with flu.
    FluLike,
    /// Parent: chest pain.
    ChestPain,
    /// Parent: palpitations.
    Palpitations,
    /// Parent: fainted.
    Faint,
    /// Parent: movements that cannot be held back.
    InvoluntaryMovements,
    /// Parent: very low mood.
    SevereLowMood,
    /// Parent: severe anxiety.
    SevereAnxiety,
    /// Parent: thoughts of self-harm.
    SelfHarmThoughts,
}

impl Sign {
    /// Every sign with its name on the command line: the baby's first, then the parent's.
    pub const ALL: [(Self, &'static str); 24] = [
        (Self::HardToWake, "hard-to-wake"),
        (Self::Floppy, "floppy"),
        (Self::BlueGreyMottled, "blue-grey-mottled"),
        (Self::Fit, "fit"),
        (Self::WeakCry, "weak-cry"),
        (Self::BreathingTrouble, "breathing-trouble"),
        (Self::SunkenEyesOrFontanelle, "sunken-eyes-or-fontanelle"),
        (Self::ColdDiscolouredLimbs, "cold-discoloured-limbs"),
        (Self::VeryDrowsy, "very-drowsy"),
        (Self::DarkUrine, "dark-urine"),
        (Self::FeedsUnderHalf, "feeds-under-half"),
        (Self::YellowSkinOrEyes, "yellow-skin-or-eyes"),
        (Self::RepeatedVomiting, "repeated-vomiting"),
        (Self::BloodInStool, "blood-in-stool"),
        (Self::BreastRedHotPainful, "breast-red-hot-painful"),
        (Self::BreastLump, "breast-lump"),
        (Self::FluLike, "flu-like"),
        (Self::ChestPain, "chest-pain"),
        (Self::Palpitations, "palpitations"),
        (Self::Faint, "faint"),
        (Self::InvoluntaryMovements, "involuntary-movements"),
        (Self::SevereLowMood, "severe-low-mood"),
        (Self::SevereAnxiety, "severe-anxiety"),
        (Self::SelfHarmThoughts, "self-harm-thoughts"),
    ];

    /// Whether it is about the parent and not about a baby.
    pub fn is_parents(self) -> bool {
        self as u8 >= Self::BreastRedHotPainful as u8
    }
}
