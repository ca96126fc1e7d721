package dev.belay.linter.facts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.Methods;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NamesakesTest {

  private static final Function<FileSketch, Namesakes> ALL = namesakes(Catalogue.standard());

  private static final FileSketch EMPTY = sketch("class A { }");

  @Test
  void answerForCallsOfTheFileAlone() {
    Namesakes some =
        ALL.apply(sketch("class A { void m() { submit(); get(); new Pump().await(); } }"));
    assertTrue(some.mayReturnHandle("submit"));
    assertTrue(some.mayReturnAnything("get"));
    assertTrue(some.mayBeOwned("Pump"));
    assertTrue(some.mayThrowInterrupt("await"));
    assertFalse(some.mayReturnHandle("get"));
    assertFalse(some.mayReturnAnything("submit"));
    assertFalse(some.mayBeOwned("A"));
    assertFalse(some.mayThrowInterrupt("get"));
    assertFalse(some.mayReturnHandle("schedule"), "no word of the file");
  }

  @Test
  void areEqualWhereTheyAnswerAlike() {
    Namesakes some = ALL.apply(sketch("class A { void m() { submit(); } }"));
    assertEquals(some.digest(), ALL.apply(sketch("class B { int submit; }")).digest());
    assertNotEquals(some.digest(), ALL.apply(sketch("class B { int schedule; }")).digest());
    assertNotEquals(some.digest(), ALL.apply(sketch("class B { }")).digest());
  }

  @Test
  void ruleNothingOutInDoubt() {
    assertTrue(ALL.apply(sketch("class A { \\u0061(); }")).mayReturnHandle("a"));
    String stored = "handle java.lang.StringBuilder";
    assertTrue(
        namesakes(Catalogue.standard().plus(stored)).apply(EMPTY).mayReturnHandle("anything"));
    String foreign = "handle com.acme.Job";
    assertFalse(
        namesakes(Catalogue.standard().plus(foreign)).apply(EMPTY).mayReturnHandle("anything"));
  }

  private static Function<FileSketch, Namesakes> namesakes(Catalogue catalogue) {
    return Namesakes.of(catalogue, new Names(), new StoredSignatures());
  }

  private static FileSketch sketch(String text) {
    return FileSketch.of(text.getBytes(UTF_8));
  }

  /** Names of a project that nobody has. */
  private static final class Names implements KnownNames {

    @Override
    public int[] typesBelow(Set<String> simpleNames) {
      return hashes("Pump");
    }

    @Override
    public int[] methodsReturningAnything() {
      return hashes("get");
    }

    @Override
    public int[] methodsTaking(Set<String> simpleNames) {
      return hashes();
    }

    @Override
    public Function<FileSketch, int[]> called(Methods methods) {
      int[] names = methods.thrown().isEmpty() ? hashes("submit", "schedule") : hashes("await");
      return sketch -> sketch.among(names);
    }

    @Override
    public Predicate<FileSketch> calls(Methods methods, int places, Takers takers) {
      return sketch -> false;
    }

    @Override
    public BiPredicate<Integer, FileSketch> holding(Set<String> simpleNames) {
      return (type, in) -> true;
    }

    private static int[] hashes(String... words) {
      return Arrays.stream(words).mapToInt(FileSketch::hashOf).sorted().toArray();
    }
  }
}
