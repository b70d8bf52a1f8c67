// One import for an app: the generated module comes along.
@_exported import Relatch
