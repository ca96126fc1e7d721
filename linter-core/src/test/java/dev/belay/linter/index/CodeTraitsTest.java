package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CodeTraitsTest {

  /** Read from its class file. */
  @SuppressWarnings("unused")
  static class Sample {
    private final CompletableFuture<String> kept = new CompletableFuture<>();
    private final Sample other = this;

    public CompletableFuture<String> kept() {
      return kept;
    }

    public CompletableFuture<String> keptByOther() {
      return other.kept;
    }

    public Sample fluent() {
      System.out.println();
      return this;
    }

    public Object given(long first, Object second) {
      return second;
    }

    public Object changed(Object one) {
      one = kept;
      return one;
    }

    public static CompletableFuture<String> done(boolean none) {
      if (none) {
        return null;
      }
      return CompletableFuture.completedFuture("");
    }

    public CompletableFuture<String> chosen(boolean own) {
      return own ? kept : CompletableFuture.supplyAsync(() -> "");
    }

    public CompletableFuture<String> started() {
      return CompletableFuture.supplyAsync(() -> "");
    }

    public void restores() {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void seesWhatIsGivenBack() throws IOException {
    assertEquals(Set.of(BodyTrait.RETURNS_FIELD), traitsOf("kept"));
    assertEquals(Set.of(BodyTrait.RETURNS_THIS), traitsOf("fluent"));
    assertEquals(Set.of(BodyTrait.RETURNS_PARAMETER), traitsOf("given"));
    assertEquals(Set.of(BodyTrait.RETURNS_COMPLETED), traitsOf("done"));
    assertEquals(Set.of(BodyTrait.MAY_RESTORE_INTERRUPT), traitsOf("restores"));
  }

  @Test
  void saysNothingOfTheRest() throws IOException {
    assertEquals(Set.of(), traitsOf("keptByOther"));
    assertEquals(Set.of(), traitsOf("changed"));
    assertEquals(Set.of(), traitsOf("chosen"));
    assertEquals(Set.of(), traitsOf("started"));
  }

  private static Set<BodyTrait> traitsOf(String method) throws IOException {
    String file = Sample.class.getName().replace('.', '/') + ".class";
    try (InputStream stream = ClassLoader.getSystemResourceAsStream(file)) {
      TypeFacts facts = ClassFacts.of(stream.readAllBytes()).orElseThrow();
      return facts.methodsNamed(method).get(0).traits();
    }
  }
}
