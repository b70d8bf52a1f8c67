/// A field of a form: what was typed stays, and what is wrong with it stands below.
public struct FormField: Equatable, Sendable, Identifiable {
  /// Which field.
  public let id: String
  /// What it is.
  public let label: String
  /// What is typed.
  public var typed: String
  /// Drops: more than nothing, too little to measure; typing takes it back.
  public var isDrops = false
  /// What it takes, when it was refused.
  public var problem: String?

  init(_ id: String, label: String, typed: String = "") { (self.id, self.label, self.typed) = (id, label, typed) }
}

/// A switch of a form.
public struct FormSwitch: Equatable, Sendable, Identifiable {
  /// Which switch.
  public let id: String
  /// What it is.
  public let label: String
  /// Whether it is on.
  public var isOn: Bool
}

/// One choice with its options.
public struct Choice: Equatable, Sendable, Identifiable {
  /// What is chosen.
  public let id: String
  /// Its words.
  public let label: String
  /// Options: value and words.
  public let options: [Option]
  /// The value that holds.
  public var value: String
  /// One tile that saves at once.
  public struct Shortcut: Equatable, Sendable, Identifiable {
    /// Its place.
    public let id: Int
    /// Its words.
    public let label: String
  }
  /// One option.
  public struct Option: Equatable, Sendable, Identifiable {
    /// Its value.
    public let id: String
    /// Its words.
    public let label: String
  }

  init(_ id: String, label: String, options: [(String, String)], value: String) {
    (self.id, self.label, self.value) = (id, label, value)
    self.options = options.map { Option(id: $0.0, label: $0.1) }
  }
}

/// Why a form was not taken in: a field, and the key of what it takes.
struct Refusal: Error {
  let field: String
  let key: String
}
