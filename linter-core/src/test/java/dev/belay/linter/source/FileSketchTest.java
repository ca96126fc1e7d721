package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileSketchTest {

  @Test
  void readsPackageAndTopLevelTypes() {
    FileSketch sketch =
        sketch(
            "\ufeff/* package no; */ @Deprecated package a . b.c;",
            "import x.y.Z;",
            "@A(x = Foo.class, y = {1}) public final class One<T extends Two> extends X { class No {} }",
            "interface Two { } @interface Three { int value() default 1; } enum Four { A { } }",
            "record Five(int record) { void class1() { Class<?> c = Six.class; enum In {} } }");
    assertEquals("a.b.c", sketch.packageName());
    assertEquals(List.of("One", "Two", "Three", "Four", "Five"), sketch.topLevelTypes());
    assertFalse(sketch.isDoubtful());
    assertEquals("", sketch("class A {}").packageName());
  }

  @Test
  void countsWordsInCodeAlone() {
    FileSketch sketch =
        sketch(
            "class A { // inComment",
            " /* inBlock \" */ String s = \"inString \\\" inString\"; char c = '\"', d = '\\'';",
            " String t = \"\"\"",
            "   inText \\\"\"\" inText \" \"\" inText",
            "   \"\"\"; int after1 = 0x1F + 1e3f + 1_000L; url: // http",
            " int größe; }");
    for (String word : List.of("class", "after1", "größe", "String", "url")) {
      assertTrue(mentions(sketch, word), word);
    }
    for (String word : "inComment inBlock inString inText http x1F e3f L".split(" ")) {
      assertFalse(mentions(sketch, word), word);
    }
    assertFalse(sketch.isDoubtful());
  }

  @Test
  void tellsDroppedCallsFromUsedOnes() {
    Stream.of(
            "dropped();",
            "a.b().dropped(x, y);",
            "if (a = b) dropped();",
            "else dropped();",
            "for (dropped(); ; ) {}",
            "for (int i = 0; ; i++, dropped()) {}",
            "for (X x : xs) dropped();",
            "do dropped(); while (a);",
            "label: dropped();",
            "case 1: dropped();",
            "int a = 1; dropped();",
            "f(x -> dropped());",
            "f(x -> g(1).dropped(), 1);",
            "int a = f(() -> { dropped(); });",
            "Runnable r = () -> dropped();",
            "Runnable r = this::dropped;",
            "f(A::dropped);",
            "this.<T>dropped();",
            "A.<List<T>>dropped();",
            "switch (x) { case A -> dropped(); default -> {} }",
            "(dropped)();".replace("(dropped)", "dropped"),
            "dropped(a == b, c -> d);",
            "new A() { { dropped(); } };",
            "list.stream().map(x -> dropped(x)).toList();",
            "synchronized (this) { x = 1; dropped(); }")
        .forEach(code -> assertTrue(drops(code), code));
    Stream.of(
            "int a = dropped();",
            "a.b = c.dropped();",
            "a += dropped();",
            "return dropped();",
            "throw dropped();",
            "f(dropped());",
            "f(x -> y, dropped());",
            "if (dropped()) {}",
            "while (dropped()) {}",
            "dropped().get();",
            "a[dropped()] = 1;",
            "return a ? b : dropped();",
            "try (X x = dropped()) {}",
            "dropped = 1;")
        .forEach(code -> assertFalse(drops(code), code));
    Stream.of(
            "void dropped(int a);",
            "Map<String, List<X>> dropped();",
            "int[] dropped();",
            "x.y.Z dropped() { }",
            "<T> T dropped();")
        .forEach(code -> assertFalse(dropsIn("class A { " + code + " }"), code));
  }

  @Test
  void linksReturnTypesAndMethods() {
    assertEquals(
        List.of("A a", "List c", "Outer d", "T e", "B f", "Bound e"),
        names(
            List.of("A", "List", "Outer", "Bound", "B", "T", "X"),
            List.of("a", "c", "d", "e", "f", "g", "h"),
            (sketch, link) -> sketch.eachReturn(withoutOwner(link)),
            "class X { A a() { } void b() {} List<A<X>[]> c(int x); x.y.Outer d() {}",
            "<T extends Bound<X>> T e(); @Ann B f(); A[] g; X() {} int h = new X().a() }"));
  }

  @Test
  void linksMethodsThatReturnTypeParametersOrComponents() {
    assertEquals(
        List.of("T e", "* e", "T f", "* f", "U g", "* g", "V h", "* h", "A i", "C j", "B h"),
        names(
            List.of("*", "A", "B", "C", "T", "U", "V"),
            List.of("a", "b", "e", "f", "g", "h", "i", "j", "k"),
            (sketch, link) -> sketch.eachReturn(withoutOwner(link)),
            "class X<T> extends Y<A> { T e(T a); int k = a < b ? 1 : 2; class Z { T f() { } }",
            "@Ann(1) <U> U g(); public static <W, V extends B<V>> V h(int a); }",
            "record R(A i, C<?> j, int k) { }"));
  }

  @Test
  void linksTypesOfParametersAndMethods() {
    assertEquals(
        List.of("A m", "B m", "A C", "T R"),
        names(
            List.of("A", "B", "D", "T"),
            List.of("m", "C", "R", "n", "o"),
            (sketch, link) -> sketch.eachParameter(link),
            "class C { void m(final A a, int b, @Ann x.B c) { n(new D(), a); } C(A a) { }",
            "void n(D<A> d, D... e) { if (d instanceof D f) { o(f -> f); } } record R(T t) { } }"));
  }

  @Test
  void linksExceptionsAndMethods() {
    assertEquals(
        List.of("E m", "F m", "E C", "G n"),
        names(
            List.of("E", "F", "G"),
            List.of("m", "C", "n", "o"),
            (sketch, link) -> sketch.eachThrows(withoutOwner(link)),
            "class C { void m() throws E, F { o(); } C() throws E { } void n(int a) throws x.G; void o() {} }"));
  }

  @Test
  void linksSupertypesAndTypes() {
    assertEquals(
        List.of("S C", "I C", "J C", "J K", "I R", "I E"),
        names(
            List.of("S", "I", "J", "T"),
            List.of("C", "K", "R", "E"),
            (sketch, link) -> sketch.eachSupertype(link),
            "class C<T extends Comparable<T>> extends a.S<T> implements I, J<I> { }",
            "interface K extends J { } record R(S s, T t) implements I { } enum E implements I { A }"));
  }

  @Test
  void seesWhatMayBeASuppression() {
    for (String code :
        List.of("//belay:ignore", "/* belay */", "@S(\"belay:x\")", "\"\"\"\n  belay\"\"\"")) {
      assertTrue(sketch("class A { ", code, "}").asksForSilence(), code);
    }
    for (String code : List.of("belay();", "// no belay", "\"bela\"", "// bela")) {
      assertFalse(sketch("class A { ", code, "}").asksForSilence(), code);
    }
  }

  @Test
  void measuresNesting() {
    assertEquals(4, sketch("class A { void m() { f(a[1]); } }").nesting());
    assertEquals(0, sketch("class A { void m() { for (;;) { } } }").argumentNesting());
    assertEquals(
        3,
        sketch("class A { int a = f(() -> { g(new X() { void m() { h(x -> { }); } }); }); }")
            .argumentNesting());
  }

  @Test
  void leavesFilesWithoutATypeToTheParser() {
    for (String text : List.of("", "// nothing", "void main() { }", "package a.b; void m() { }")) {
      assertTrue(sketch(text).isDoubtful(), text);
      assertFalse(sketch(text).isGarbled(), text);
    }
    assertFalse(sketch("/** Why. */ @Internal package a.b; import c.Internal;").isDoubtful());
  }

  @Test
  void doubtsWhatOnlyAParserCanTell() {
    for (String text :
        List.of(
            "class A {",
            "class A { }}",
            "class A { ( }",
            "class A { \"open }",
            "class A { 'x }",
            "class A { /* }",
            "class A { \"\"\" }",
            "class A { \\u0061(); }",
            "class A { \"x\\")) {
      assertTrue(sketch(text).isGarbled(), text);
      assertTrue(sketch(text).isDoubtful(), text);
    }
  }

  private static boolean drops(String code) {
    return dropsIn("class A { void m() { " + code + " } }");
  }

  private static boolean dropsIn(String text) {
    return sketch(text)
        .anyCall(
            CallSite.DROPPED,
            (site, receiver, name, taker) -> name == FileSketch.hashOf("dropped"));
  }

  private static boolean mentions(FileSketch sketch, String word) {
    return sketch.mentionsAny(new int[] {FileSketch.hashOf(word)});
  }

  private static List<String> names(
      List<String> types,
      List<String> names,
      BiConsumer<FileSketch, FileSketch.Link> links,
      String... lines) {
    Map<Integer, String> known =
        Stream.concat(types.stream(), names.stream())
            .distinct()
            .collect(Collectors.toMap(FileSketch::hashOf, name -> name));
    List<String> found = new ArrayList<>();
    links.accept(
        sketch(lines),
        (type, name) -> {
          if (known.containsKey(type) && names.contains(known.get(name))) {
            found.add(known.get(type) + " " + known.get(name));
          }
        });
    return found;
  }

  private static FileSketch.Member withoutOwner(FileSketch.Link link) {
    return (owner, type, name) -> link.accept(type, name);
  }

  private static FileSketch sketch(String... lines) {
    return FileSketch.of(String.join("\n", lines).getBytes(UTF_8));
  }
}
