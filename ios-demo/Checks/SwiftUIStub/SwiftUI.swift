// A stub for the stub check: enough declarations for our views to be type-checked against our own models.
// It says nothing about Apple's SwiftUI.
@_exported import Foundation
@_exported import Observation

public typealias CGFloat = Foundation.CGFloat
@MainActor @preconcurrency public protocol View { associatedtype Body: View; @ViewBuilder @MainActor var body: Body { get } }
extension Never: View { public var body: Never { return fatalError() } }
public protocol Leaf: View where Body == Never {}
extension Leaf { public var body: Never { return fatalError() } }
public struct Stub: Leaf { nonisolated public init() {} }
@resultBuilder public enum ViewBuilder {
  public static func buildExpression<V: View>(_ view: V) -> V { view }
  public static func buildBlock() -> Stub { Stub() }
  public static func buildBlock<each V: View>(_ view: repeat each V) -> Stub { Stub() }
  public static func buildOptional(_ view: Stub?) -> Stub { Stub() }
  public static func buildEither(first: Stub) -> Stub { Stub() }
  public static func buildEither(second: Stub) -> Stub { Stub() }
}
public struct Text: Leaf {
  public init(_ text: String) {}
  public init(timerInterval: ClosedRange<Date>, countsDown: Bool) {}
  public func font(_ font: Font) -> Text { self }
  public func foregroundStyle(_ color: Color) -> Text { self }
}
public struct Menu: Leaf { public init<C: View>(_ title: String, @ViewBuilder content: () -> C) {} }
public struct Image: Leaf { public init(systemName: String) {} }
public struct Spacer: Leaf { public init() {} }
public struct Label: Leaf { public init(_ text: String, systemImage: String) {} }
public struct Link: Leaf { public init(_ title: String, destination: URL) {} }
public struct ShareLink: Leaf { public init(item: URL) {} }
public enum HorizontalAlignment { case leading, center, trailing }
public enum VerticalAlignment { case top, center, bottom }
public enum Alignment { case leading, center, trailing, topTrailing, bottomLeading }
public struct VStack: Leaf { public init<C: View>(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {} }
public struct HStack: Leaf { public init<C: View>(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {} }
public struct ZStack: Leaf { public init<C: View>(alignment: Alignment = .center, @ViewBuilder content: () -> C) {} }
public struct ScrollView: Leaf { public init<C: View>(@ViewBuilder content: () -> C) {} }
public struct List: Leaf { public init<C: View>(@ViewBuilder content: () -> C) {} }
public struct Form: Leaf { public init<C: View>(@ViewBuilder content: () -> C) {} }
public struct TabView: Leaf { public init<C: View>(@ViewBuilder content: () -> C) {} }
public struct NavigationStack: Leaf { public init<C: View>(@ViewBuilder content: () -> C) {} }
public struct NavigationLink: Leaf { public init<C: View>(_ title: String, @ViewBuilder destination: () -> C) {} }
public struct Section: Leaf {
  public init<C: View>(@ViewBuilder content: () -> C) {}
  public init<C: View>(_ title: String, @ViewBuilder content: () -> C) {}
}
public struct GridItem { public enum Size { case adaptive(minimum: CGFloat) }; public init(_ size: Size) {} }
public struct LazyVGrid: Leaf { public init<C: View>(columns: [GridItem], spacing: CGFloat? = nil, @ViewBuilder content: () -> C) {} }
public struct ForEach<Data: RandomAccessCollection, ID: Hashable>: Leaf {
  public init<C: View>(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> C) where Data.Element: Identifiable, ID == Data.Element.ID {}
  public init<C: View>(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> C) {}
}
public struct Button: Leaf {
  public init(_ title: String, action: @escaping @MainActor () -> Void) {}
  public init<C: View>(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> C) {}
}
@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
  public var wrappedValue: Value { get { get() } nonmutating set { set(newValue) } }
  public var projectedValue: Binding<Value> { self }
  let get: () -> Value
  let set: (Value) -> Void
  public init(get: @escaping () -> Value, set: @escaping (Value) -> Void) { (self.get, self.set) = (get, set) }
  public subscript<Part>(dynamicMember path: WritableKeyPath<Value, Part>) -> Binding<Part> { fatalError() }
}
@propertyWrapper public struct State<Value> {
  public init(wrappedValue: Value) {}
  public var wrappedValue: Value { get { fatalError() } nonmutating set {} }
  public var projectedValue: Binding<Value> { fatalError() }
}
@propertyWrapper @dynamicMemberLookup public struct Bindable<Value: AnyObject & Observable> {
  public var wrappedValue: Value
  public var projectedValue: Bindable<Value> { self }
  public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
  public subscript<Part>(dynamicMember path: ReferenceWritableKeyPath<Value, Part>) -> Binding<Part> { fatalError() }
}
public protocol ButtonStyle { associatedtype Body: View; @ViewBuilder @MainActor func makeBody(configuration: ButtonStyleConfiguration) -> Body }
extension ButtonStyle { public typealias Configuration = ButtonStyleConfiguration }
public struct ButtonStyleConfiguration { public var label: Stub { Stub() } }
public struct RoundedRectangle: Leaf { public init(cornerRadius: CGFloat) {} }
public enum DynamicTypeSize: CaseIterable { case xSmall, small, medium, large, xLarge, xxLarge, xxxLarge, accessibility1, accessibility2, accessibility3, accessibility4, accessibility5 }
public struct DismissAction: Sendable { @MainActor public func callAsFunction() {} }
public struct DragGesture { public init() {}
  public struct Value { public let translation: CGSize }
  public func onChanged(_ action: @escaping @MainActor (Value) -> Void) -> DragGesture { self }
  public func onEnded(_ action: @escaping @MainActor (Value) -> Void) -> DragGesture { self } }
public enum AccessibilityAdjustmentDirection { case increment, decrement }
public enum KeyboardType { case decimalPad }
public enum ButtonRepeatBehavior { case enabled }
public enum ColorScheme { case light, dark }
public enum LayoutDirection { case leftToRight, rightToLeft }
public struct EnvironmentValues { public var colorScheme: ColorScheme { .dark }; public var layoutDirection: LayoutDirection { get { .leftToRight } set {} }; public var dynamicTypeSize: DynamicTypeSize { .large }; public var accessibilityVoiceOverEnabled: Bool { false }; public var dismiss: DismissAction { DismissAction() } }
@propertyWrapper public struct Environment<Value> { public init(_ path: KeyPath<EnvironmentValues, Value>) {}; public var wrappedValue: Value { fatalError() } }
public struct TextField: Leaf { public init(_ title: String, text: Binding<String>) {} }
public struct Toggle: Leaf { public init(_ title: String, isOn: Binding<Bool>) {} }
public struct DatePicker: Leaf { public init(_ title: String, selection: Binding<Date>) {} }
public struct Picker: Leaf { public init<V: Hashable, C: View>(_ title: String, selection: Binding<V>, @ViewBuilder content: () -> C) {} }
public protocol ShapeStyle {}
public struct Color: ShapeStyle, Sendable { public init(red: Double, green: Double, blue: Double) {} }
public struct Font { public enum TextStyle { case largeTitle, title2, body }; public enum Design { case serif }
  public static func system(_ style: TextStyle, design: Design) -> Font { Font() }
  public static func system(size: CGFloat, design: Design) -> Font { Font() }
  public static let (headline, subheadline, footnote, caption, caption2) = (Font(), Font(), Font(), Font(), Font()) }
extension Font: Sendable {}
public struct Angle { public let radians: Double; public static func radians(_ value: Double) -> Angle { Angle(radians: value) } }
public struct Path { public init() {}; public init(ellipseIn: CGRect) {}; public init(_ rect: CGRect) {}
  public mutating func addArc(center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool) {}
  public mutating func move(to: CGPoint) {}
  public mutating func addLine(to: CGPoint) {}
  public mutating func addCurve(to: CGPoint, control1: CGPoint, control2: CGPoint) {}
  public mutating func closeSubpath() {} }
public enum LineCap { case round }
public struct StrokeStyle { public init(lineWidth: CGFloat, lineCap: LineCap) {} }
public struct GraphicsContext { public enum Shading { case color(Color) }
  public func stroke(_ path: Path, with: Shading, lineWidth: CGFloat) {}
  public func stroke(_ path: Path, with: Shading, style: StrokeStyle) {}
  public func fill(_ path: Path, with: Shading) {}
  public func draw(_ text: Text, at: CGPoint) {} }
public struct Canvas: Leaf { public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {} }
public enum ContentMode { case fit }
public enum Edge { case bottom }
public enum AccessibilityChildren { case combine, ignore }
public struct UTType { public static var commaSeparatedText: UTType { UTType() }; public static var json: UTType { UTType() }; public static var data: UTType { UTType() } }
extension View {
  public func font(_ font: Font) -> some View { Stub() }
  public func foregroundStyle(_ color: Color) -> some View { Stub() }
  public func background(_ color: Color) -> some View { Stub() }
  public func padding(_ length: CGFloat) -> some View { Stub() }
  public func frame(width: CGFloat? = nil, height: CGFloat? = nil) -> some View { Stub() }
  public func frame(maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil, alignment: Alignment = .center) -> some View { Stub() }
  public func aspectRatio(_ ratio: CGFloat?, contentMode: ContentMode) -> some View { Stub() }
  public func clipShape(_ shape: RoundedRectangle) -> some View { Stub() }
  public func buttonStyle(_ style: some ButtonStyle) -> some View { Stub() }
  public func sheet<Item: Identifiable, C: View>(item: Binding<Item?>, @ViewBuilder content: @escaping (Item) -> C) -> some View { Stub() }
  public func contextMenu<C: View>(@ViewBuilder menuItems: () -> C) -> some View { Stub() }
  public func gesture(_ gesture: DragGesture) -> some View { Stub() }
  public func accessibilityAdjustableAction(_ handler: @escaping @MainActor (AccessibilityAdjustmentDirection) -> Void) -> some View { Stub() }
  public func keyboardType(_ type: KeyboardType) -> some View { Stub() }
  public func buttonRepeatBehavior(_ behavior: ButtonRepeatBehavior) -> some View { Stub() }
  public func monospacedDigit() -> some View { Stub() }
  public func privacySensitive() -> some View { Stub() }
  public func environment<V>(_ path: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View { Stub() }
  public func accessibilityElement(children: AccessibilityChildren = .ignore) -> some View { Stub() }
  public func accessibilityLabel(_ text: String) -> some View { Stub() }
  public func navigationTitle(_ text: String) -> some View { Stub() }
  public func toolbar<C: View>(@ViewBuilder content: () -> C) -> some View { Stub() }
  public func safeAreaInset<C: View>(edge: Edge, @ViewBuilder content: () -> C) -> some View { Stub() }
  public func swipeActions<C: View>(@ViewBuilder content: () -> C) -> some View { Stub() }
  public func task(_ action: @escaping @MainActor () async -> Void) -> some View { Stub() }
  public func task<ID: Equatable>(id: ID, _ action: @escaping @MainActor () async -> Void) -> some View { Stub() }
  public func onDisappear(perform action: @escaping @MainActor () -> Void) -> some View { Stub() }
  public func opacity(_ opacity: Double) -> some View { Stub() }
  public func preferredColorScheme(_ scheme: ColorScheme?) -> some View { Stub() }
  public func accessibilityHidden(_ hidden: Bool) -> some View { Stub() }
  public func tabItem<C: View>(@ViewBuilder _ label: () -> C) -> some View { Stub() }
  public func tag<V: Hashable>(_ value: V) -> some View { Stub() }
  public func onSubmit(_ action: @escaping @MainActor () -> Void) -> some View { Stub() }
  public func fileImporter(isPresented: Binding<Bool>, allowedContentTypes: [UTType], onCompletion: @escaping @MainActor (Result<URL, any Error>) -> Void) -> some View { Stub() }
}
