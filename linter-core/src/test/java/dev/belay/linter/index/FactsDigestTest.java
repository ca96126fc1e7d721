package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts that differ in anything have different digests. */
class FactsDigestTest {

  private static final String SOURCE =
      """
      package p;
      import java.util.List;
      import java.util.concurrent.*;
      import static java.lang.Math.abs;
      import static java.lang.Thread.*;
      @Deprecated
      class A<T extends Number> extends Base implements Runnable {
        private int count;
        @Override public <X extends Error> Future<X> run(List<T> in) throws Exception { return null; }
        void stop() { Thread.currentThread().interrupt(); }
        class Inner { }
      }
      """;

  @Test
  void isTheSameForTheSameFacts() {
    assertEquals(digest("p/A.java", SOURCE), digest("p/A.java", SOURCE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "package p;|package q;",
        "import java.util.List;|import java.awt.List;",
        "java.util.concurrent.*|java.util.stream.*",
        "Math.abs|Math.max",
        "java.lang.Thread.*|java.lang.Math.*",
        "@Deprecated|@SafeVarargs",
        "class A<|final class A<",
        "class A<T extends Number> extends Base implements|interface A<T extends Number> extends",
        "<T |<U ",
        "Number|Integer",
        "extends Base|extends Case",
        "Runnable|AutoCloseable",
        "private int|public int",
        "int count|long count",
        " count| total",
        "@Override|@Deprecated",
        "public <X|protected <X",
        "<X extends|<Y extends",
        "Error>|Exception>",
        "Future<X>|Object",
        " run(| go(",
        "List<T> in|List<?> in",
        "throws Exception|throws Error",
        ".interrupt()|.isInterrupted()",
        "class Inner|class Other",
        "@Deprecated|/* */\\n@Deprecated",
        "private int|/* */\\nprivate int",
        "void stop|/* */\\nvoid stop"
      })
  void differsWhereFactsDo(String what, String other) {
    String changed = SOURCE.replace(what, other.replace("\\n", "\n"));
    assertNotEquals(SOURCE, changed);
    assertNotEquals(digest("p/A.java", SOURCE), digest("p/A.java", changed), changed);
  }

  @Test
  void differsByFile() {
    assertNotEquals(digest("p/A.java", SOURCE), digest("q/A.java", SOURCE));
  }

  @Test
  void isLookedOverWhenFactsGrow() {
    // A new component has to be written into the digest, and into this table.
    Map<Class<?>, Integer> written =
        Map.of(
            TypeFacts.class, 12,
            MethodFacts.class, 9,
            FieldFacts.class, 4,
            TypeParameterFacts.class, 2,
            FileNames.class, 5);
    written.forEach(
        (type, count) -> assertEquals(count, type.getRecordComponents().length, type.getName()));
    assertTrue(BodyTrait.values().length <= Integer.SIZE, "each trait is a bit");
  }

  private static long digest(String path, String source) {
    List<TypeFacts> facts = SourceIndex.read(path, source.getBytes(UTF_8));
    return FactsDigest.of(facts.get(0));
  }
}
