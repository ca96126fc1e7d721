package dev.belay.linter.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames.Takers;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinkedNamesTest {

  private static final Methods GIVERS = Methods.returning(Set.of("Future"));

  /** A project in which {@code Gate} and what is below it close by a task. */
  private static final List<String> PROJECT =
      List.of(
          "class Gate { Future<?> close() { } static Gate open() { } }",
          "class Lock extends Gate { } interface Maker<T> { T make(); Door door(); }",
          "class Base<T> { protected Gate gate; protected T any; private Gate own; Door door; }",
          "enum Gates { FRONT { }, BACK(1); Future<?> shut() { } }",
          "class Door { void close() { } }");

  /** Of libraries that a project must mention: where another file does, no name is meant here. */
  @Test
  void tellTypesOfLibrariesByWhoMentionsThem() {
    String kafka = "import org.apache.kafka.clients.producer.";
    String heir = kafka + "KafkaProducer; class Mine extends KafkaProducer<K, V> { }";
    String own = "class A { void m(Producer p) { p.send(x); } }";
    assertTrue(calls(kafka + "Producer; " + own));
    assertTrue(calls(kafka + "*; " + own));
    assertTrue(calls("class A { void m(Mine p) { p.send(x); } }", heir));
    assertTrue(
        calls("class A { void m() { make().send(x); } }", heir, "class B { Mine make() { } }"));
    assertFalse(calls(own));
    assertFalse(calls(own, heir));
  }

  /** Code below a library's type has the types that are declared in it. */
  @Test
  void tellNestedTypesOfLibrariesByInheritance() {
    Methods waiting = Methods.throwing(Set.of("InterruptedException"));
    String base = "import org.apache.hadoop.mapreduce.Mapper; class Base extends Mapper { }";
    String call = " { void map(Context c) { try { c.write(k, v); } catch (Exception e) { } } }";
    assertTrue(calls(waiting, CallSite.GUARDED, "class A extends Base" + call, base));
    assertFalse(calls(waiting, CallSite.GUARDED, "class A" + call, base));
  }

  @Test
  void countCallsOnWhatMayHaveTheMethod() {
    Stream.of(
            "void m(Gate g) { g.close(); }",
            "void m(Lock g) { this.g.close(); }",
            "void m(Object o) { if (o instanceof Gate g) g.close(); }",
            "void m() { Door d, e; Gate a = x, g; g.close(); }",
            "void m() { for (Gate g : all) g.close(); }",
            "void m() { try (Gate g = x) { g.close(); } }",
            "void m() { var g = x; g.close(); }",
            "void m() { f(g -> g.close()); }",
            "void m() { f((a, g) -> { g.close(); }); }",
            "void m() { f((Gate g) -> g.close()); }",
            "Map<Door, List<Gate>> gs; void m() { gs.get(x).get(0).close(); }",
            "<T extends Gate> void m(T g) { g.close(); }",
            "void m() { Gate.open().close(); }",
            "void m() { new Gate().close(); }",
            "void m() { new x.Lock(1) { }.close(); }",
            "void m() { ((Door) x).close(); }",
            "void m() { gs[0].close(); }",
            "void m() { maker.make().close(); }",
            "void m() { f(Gate::close); }",
            "void m(Gate g) { f(g::close); }",
            "void m(Base b) { b.gate.close(); }",
            "void m(Base b) { b.any.close(); }",
            "void m() { Gates.FRONT.shut(); }",
            "void m() { x.Gates.BACK.shut(); }",
            "void m() { switch (x) { case Pair(Door d, Gate g) -> g.close(); } }")
        .forEach(code -> assertTrue(calls("class A { " + code + " }"), code));
    Stream.of(
            "class A extends Lock { void m() { close(); } }",
            "class A extends Lock { void m() { super.close(); } }",
            "class A { void m() { new Lock() { void n() { close(); } }; } }",
            "class A extends Base<Gate> { void m() { gate.close(); } }",
            "class A extends Base<Gate> { void m() { any.close(); } }",
            "import static x.Gates.FRONT; class A { Gates g; void m() { FRONT.shut(); } }",
            "class A<G> { G g; void m() { g.close(); } }")
        .forEach(text -> assertTrue(calls(text), text));
  }

  @Test
  void passOverCallsOnWhatHasNot() {
    Stream.of(
            "class A { void m(Door d) { d.close(); } }",
            "class A { void m() { close(); } }",
            "class A { void m() { maker.door().close(); } }",
            "class A { void m() { new Door().close(); } }",
            "class A { void m() { gate.close(); } }",
            "class A { void m() { Door.close(); } }",
            "class A extends Base<Door> { void m() { own.close(); } }",
            "class A { void m(Base b) { b.door.close(); } }",
            "class A { Future<?> close() { } void m(Door d) { d.close(); } }",
            "class A { int[] is; void m() { is.close(); } }")
        .forEach(text -> assertFalse(calls(text), text));
  }

  @Test
  void doubtEverythingAboutGarbledFiles() {
    String text = "class A { void m(Strange s) { s.odd(); } }";
    assertFalse(calls(text));
    assertTrue(calls(text, "class Strange { \\u0046uture<?> odd() { } }"));
  }

  @Test
  void leaveOutWhatALibraryHas() {
    String text = "class A { void m(CompletableFuture<?> f) { f.copy(); } }";
    assertTrue(calls(text));
    Methods others = GIVERS.but(Map.of("copy", Set.of("CompletableFuture")));
    assertFalse(calls(others, CallSite.ANYWHERE, text));
    assertTrue(
        calls(others, CallSite.ANYWHERE, text, "class CompletableFuture { Future<?> copy() { } }"));
  }

  @Test
  void tellTypesOfOneNameApart() {
    String far =
        "package a.far; public class Door { Future<?> close() { } public static class Key { Future<?> turn() { } } }";
    Stream.of(
            "package a.far; class A { void m(Door d) { d.close(); } }",
            "import a.far.Door; class A { void m(Door d) { d.close(); } }",
            "import a.far.*; class A { void m(Door d) { d.close(); } }",
            "class A { void m(a.far.Door d) { d.close(); } }",
            "import a.far.Door.Key; class A { void m(Key k) { k.turn(); } }",
            "import b.Gateway; class A extends Gateway { void m(Key k) { k.turn(); } }",
            "import b.Gateway; class A { x = new Gateway() { void m(Key k) { k.turn(); } }; }")
        .forEach(
            text ->
                assertTrue(
                    calls(
                        text, far, "package b; import a.far.Door; class Gateway extends Door { }"),
                    text));
    Stream.of(
            "class A { void m(Door d) { d.close(); } }",
            "package a.near; class A { void m(Door d) { d.close(); } }",
            "package a.near; class A { void m(Key k) { k.turn(); } }",
            "package far; class Key { } class A { void m(Key k) { k.turn(); } }")
        .forEach(text -> assertFalse(calls(text, far), text));
  }

  @Test
  void nameTheCallsThatMayBeMeant() {
    FileSketch file =
        sketch(
            "class A { void m(Gate g, Door d) { d.close(); d.shut(); f(Gates.FRONT::shut); open(); } }");
    assertArrayEquals(
        new int[] {FileSketch.hashOf("shut")}, names(file).called(GIVERS).apply(file));
    FileSketch both = sketch("class A { void m(Gate g, Door d) { d.close(); g.close(); } }");
    assertArrayEquals(
        new int[] {FileSketch.hashOf("close")}, names(both).called(GIVERS).apply(both));
  }

  @Test
  void tellWhatKeepsAValue() {
    Stream.of(
            "Future<?> f = g.close();",
            "var f = g.close();",
            "Object o = g.close();",
            "Watched w = g.close();",
            "Stranger s = g.close();",
            "T t = g.close();",
            "Future<?> f = a ? b : (g.close());",
            "Future<?> f; f = g.close();",
            "field = g.close();",
            "this.field = g.close();",
            "x.door = g.close();",
            "unseen = g.close();",
            "Door d = door = g.close();",
            "fs[0] = g.close();",
            "while ((field = g.close()) != null) { }",
            "for (Future<?> f = g.close(); ; ) { }",
            "all.add(g.close());",
            "all.add(a ? b : (g.close()));",
            "all.compute(k, x -> g.close());",
            "all.compute(k, x -> { if (a) { return g.close(); } });",
            "x = switch (a) { case B -> g.close(); };",
            "f(switch (a) { case B -> g.close(); });",
            "n(g.close());",
            "new R(g.close());",
            "x = g::close;")
        .forEach(code -> assertTrue(keeps(code), code));
    Stream.of(
            "int i = g.close();",
            "String s = g.close();",
            "Door d = g.close();",
            "door = g.close();",
            "this.door = g.close();",
            "print(g.close());",
            "all.add(print(g.close()));",
            "f(x -> g.close());",
            "f(x -> { return g.close(); });",
            "if (g.close() == null) { }",
            "return g.close();",
            "g.close();")
        .forEach(code -> assertFalse(keeps(code), code));
  }

  private static boolean keeps(String code) {
    Mention kept = Mention.kept(GIVERS, Set.of("Future"), Set.of("add", "compute"));
    String text =
        "class A<T> { Future<?> field; Door door; record R(Future<?> f) { } void n(Future<?> f) { }"
            + " void m(Gate g) { "
            + code
            + " } }";
    FileSketch file = sketch(text);
    String seen = "interface Watched { } class Own implements Watched, Future<Void> { }";
    return kept.in(names(file, seen)).test(file);
  }

  @Test
  void tellWhereCallsStand() {
    assertEquals("dropped", places("g.close();"));
    assertEquals("dropped", places("if (a) g.close(); else b();"));
    assertEquals("used", places("x = g.close();"));
    assertEquals("used", places("f(g.close(), 1);"));
    assertEquals("used", places("x = (a ? g.close() : b);"));
    assertEquals("", places("return g.close();"));
    assertEquals("", places("g.close().get();"));
    assertEquals("dropped used", places("f(() -> g.close());"));
    assertEquals("dropped used", places("f(() -> (g.close()));"));
    assertEquals("dropped used", places("f(() -> { if (a) { return g.close(); } });"));
    assertEquals("dropped used", places("f(g::close);"));
    assertEquals("used", places("return f(g.close());"));
    assertEquals("dropped guarded", places("try { g.close(); } catch (Exception e) { }"));
    assertEquals(
        "dropped guarded",
        places("try (X x = y()) { g.close(); } catch (A e) { } catch (B | Throwable e) { }"));
    assertEquals("used guarded", places("try (X x = g.close()) { } catch (Exception e) { }"));
    assertEquals(
        "dropped guarded",
        places("try { try { g.close(); } finally { } } catch (java.lang.Exception e) { }"));
    assertEquals("dropped", places("try { g.close(); } catch (IOException e) { }"));
    assertEquals("dropped", places("try { a(); } catch (Exception e) { g.close(); }"));
    assertEquals("dropped", places("try { a(); } catch (Exception e) { } g.close();"));
  }

  private static String places(String code) {
    String text = "class A { void m(Gate g) { " + code + " } }";
    List<String> places = new ArrayList<>();
    if (calls(GIVERS, CallSite.DROPPED, text)) {
      places.add("dropped");
    }
    if (calls(GIVERS, CallSite.USED, text)) {
      places.add("used");
    }
    if (calls(GIVERS, CallSite.GUARDED, text)) {
      places.add("guarded");
    }
    return String.join(" ", places);
  }

  private static boolean calls(String text, String... more) {
    return calls(GIVERS, CallSite.ANYWHERE, text, more);
  }

  private static boolean calls(Methods methods, int places, String text, String... more) {
    FileSketch file = sketch(text);
    return names(file, more).calls(methods, places, Takers.ANY).test(file);
  }

  private static LinkedNames names(FileSketch file, String... more) {
    List<FileSketch> all =
        Stream.of(
                Stream.of(file),
                PROJECT.stream().map(LinkedNamesTest::sketch),
                Stream.of(more).map(LinkedNamesTest::sketch))
            .flatMap(s -> s)
            .toList();
    return new LinkedNames(all, LibraryLinks.meantBy(all, new ClassLinks()), new ClassLinks());
  }

  private static FileSketch sketch(String text) {
    return FileSketch.of(text.getBytes(UTF_8));
  }
}
