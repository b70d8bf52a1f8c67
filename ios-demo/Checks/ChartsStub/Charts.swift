// A stub for the stub check; see SwiftUI.swift beside it.
import SwiftUI

public struct PlottableValue { public static func value<V>(_ label: String, _ value: V) -> PlottableValue { PlottableValue() } }
public struct BarMark: Leaf { public init(x: PlottableValue, y: PlottableValue) {} }
public struct PointMark: Leaf { public init(x: PlottableValue, y: PlottableValue) {} }
public struct LineMark: Leaf { public init(x: PlottableValue, y: PlottableValue, series: PlottableValue) {} }
public struct AreaMark: Leaf {
  public init(x: PlottableValue, y: PlottableValue) {}
  public init(x: PlottableValue, yStart: PlottableValue, yEnd: PlottableValue, series: PlottableValue) {}
}
public struct Chart: Leaf {
  public init<C: View>(@ViewBuilder content: () -> C) {}
  public init<D: RandomAccessCollection, C: View>(_ data: D, @ViewBuilder content: @escaping (D.Element) -> C) where D.Element: Identifiable {}
}
public struct BasicChartSymbolShape: Sendable { public static let circle = BasicChartSymbolShape(); public func strokeBorder(lineWidth: CGFloat) -> BasicChartSymbolShape { self } }
public enum InterpolationMethod { case stepCenter }
extension View {
  public func symbol(_ shape: BasicChartSymbolShape) -> some View { Stub() }
  public func interpolationMethod(_ method: InterpolationMethod) -> some View { Stub() }
}
