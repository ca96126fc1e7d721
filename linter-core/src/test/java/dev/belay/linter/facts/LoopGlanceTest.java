package dev.belay.linter.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.FileTokens;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a glance misses nothing is shown on fixtures and corpus; here is what it tells apart. */
class LoopGlanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { work(); }",
        "while (true) work();",
        "for (;;) { work(); }",
        "do { work(); } while (true);",
        "boolean on = true; while (on) { work(); }",
        "for (int i = 0; n < 3; i++) { work(); }",
        "while (x instanceof a.B) { work(); }",
        "while ((a.B) x == null) { work(); }",
        "while (true) { run(() -> { return; }); }",
        "while (true) { run(() -> x = 1); }",
        "while (on) { run(() -> on = false); }",
        "while (on) { boolean it = on; }",
        "while (on) { x = y + +on; }",
        "while (true) { new Thread() { public void run() { return; } }.start(); }",
        "while (on) ; on = false; return;",
        "while (Outer.this == x) { work(); }",
        "while (new Point(1, 2) == x) { work(); }",
        "\\u0077hile (true) { work(); }",
      })
  void aLoopMayGoOnForEver(String code) {
    assertTrue(isStuck("", code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "for (String s : all) { work(); }",
        "for (int i = 0; i < n; i++) { work(); }",
        "for (int i = n; i > 0; i -= 2) work();",
        "for (Node n = first; n != null; n = n.next) { work(); }",
        "while (has()) { work(); }",
        "while (this.on) { work(); }",
        "while (a.b.c) { work(); }",
        "while ((line = read) != null) { work(); }",
        "while (i < n) { i++; }",
        "while (i < n) { --i; }",
        "while (i < n) { if (a) { i = 3; } }",
        "while (true) { if (a) { return; } }",
        "while (true) { try { return; } finally { work(); } }",
      })
  void aLoopEnds(String code) {
    assertFalse(isStuck("", code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volatile boolean on;",
        "private boolean on = true;",
        "static int a; protected int on;",
        "enum Kind { A, B; boolean on; }",
        "Runnable r = new Runnable() { boolean on; };",
      })
  void aFieldThatIsNotFinalMayChange(String member) {
    assertFalse(isStuck(member, "while (on) { work(); }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "final boolean on = true;",
        "private boolean on; void set(boolean on) {}",
        "void record(int a) { boolean on = true; }",
        "Thread t = new Thread(() -> { boolean on = true; });",
        "boolean on; Runnable r = make((on) -> {});",
        "boolean on; Runnable r = make((on, it) -> {});",
        "boolean on; void f() { int a = 1, on = 2; }",
      })
  void whatMayBeAnotherVariableMayStayAsItIs(String member) {
    assertTrue(isStuck(member, "while (on) { work(); }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean on;",
        "private int a, on;",
        "static long on = 3;",
        "enum Kind { A { boolean on; } }",
        "private boolean on() { return it; }",
        "boolean on() throws Gone, Lost { return it; }",
      })
  void aConditionMayReadAPlainField(String member) {
    assertTrue(readsFlag(member, "while (!(on" + (member.contains("()") ? "()" : "") + ")) {}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "volatile boolean on;",
        "private static final int on = 3;",
        "AtomicBoolean on;",
        "boolean[] on;",
        "void f() { boolean on = false; }",
        "boolean on() { work(); return it; }",
        "abstract boolean on();",
      })
  void aConditionReadsNoPlainField(String member) {
    assertFalse(readsFlag(member, "while (!(on" + (member.contains("()") ? "()" : "") + ")) {}"));
  }

  /** Whatever a file holds, a glance ends with an answer. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyTextIsLookedAt(long seed) {
    String[] pieces =
        "class enum record new int boolean volatile final a b . , ; = ( ) [ ] { } -> :: ++ -- < > while for do return @ 1 \" \\"
            .split(" ");
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(24), 0, pieces.length)
          .forEach(piece -> text.append(pieces[piece]).append(' '));
      FileTokens tokens = new FileTokens(text.toString().getBytes(UTF_8));
      assertDoesNotThrow(() -> LoopGlance.mayHoldStuck(tokens), text::toString);
      assertDoesNotThrow(() -> LoopGlance.mayReadFlag(tokens), text::toString);
    }
  }

  private static boolean isStuck(String member, String code) {
    return LoopGlance.mayHoldStuck(tokens(member, code));
  }

  private static boolean readsFlag(String member, String code) {
    return LoopGlance.mayReadFlag(tokens(member, code));
  }

  private static FileTokens tokens(String member, String code) {
    String text = "package p; class A extends B { " + member + " void f() { " + code + " } }";
    return new FileTokens(text.getBytes(UTF_8));
  }
}
