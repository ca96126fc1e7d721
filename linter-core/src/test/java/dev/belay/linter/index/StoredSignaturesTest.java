package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredSignaturesTest {

  private static final Path RESOURCES = Path.of("src/main/resources/dev/belay/linter/index");

  private final StoredSignatures stored = new StoredSignatures();

  @Test
  void knowsTheInterruptsOfTheJdk() {
    TypeFacts thread = stored.find("java.lang.Thread").orElseThrow();
    assertEquals(
        List.of("java.lang.InterruptedException"), thread.methodsNamed("join").get(0).throwing());
    assertTrue(thread.supertypes().contains("java.lang.Runnable"));
  }

  @Test
  void knowsWhatIsNewerThanTheJdkItRunsOn() {
    TypeFacts thread = stored.find("java.lang.Thread").orElseThrow();
    assertEquals(
        "java.lang.Thread.Builder.OfVirtual", thread.methodsNamed("ofVirtual").get(0).returns());
    assertTrue(stored.find("java.lang.Thread.Builder.OfVirtual").isPresent());
  }

  @Test
  void keepsMethodsInheritedFromHiddenClasses() {
    TypeFacts hidden = stored.find("java.lang.AbstractStringBuilder").orElseThrow();
    assertEquals(1, hidden.methodsNamed("setLength").size());
  }

  @Test
  void knowsWhatMayRestoreTheInterrupt() {
    TypeFacts threads = stored.find("org.apache.curator.utils.ThreadUtils").orElseThrow();
    assertEquals(
        Set.of(BodyTrait.MAY_RESTORE_INTERRUPT),
        threads.methodsNamed("checkInterrupted").get(0).traits());
    assertEquals(Set.of(), threads.methodsNamed("newFixedThreadPool").get(0).traits());
  }

  @Test
  void knowsWhatLibrariesTellOfTasks() {
    TypeFacts producer =
        stored.find("org.apache.kafka.clients.producer.KafkaProducer").orElseThrow();
    assertEquals(
        Set.of("java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata>"),
        producer.methodsNamed("send").stream()
            .map(MethodFacts::returns)
            .collect(Collectors.toSet()));
    assertEquals(2, producer.methodsNamed("send").size());
    // It neither gives a handle nor waits.
    assertEquals(List.of(), producer.methodsNamed("metrics"));
  }

  /** The end of a client is no task. */
  @Test
  void leavesOutWhatEnds() {
    TypeFacts session = stored.find("com.datastax.oss.driver.api.core.CqlSession").orElseThrow();
    TypeFacts ends =
        stored.find("com.datastax.oss.driver.api.core.AsyncAutoCloseable").orElse(session);
    assertEquals(List.of(), ends.methodsNamed("closeAsync"));
  }

  @Test
  void saysNothingOfStrangers() {
    assertTrue(stored.find("org.apache.kafka.NoSuchType").isEmpty());
    assertTrue(stored.find("com.acme.Pool").isEmpty());
    assertTrue(stored.find("Pool").isEmpty());
    assertTrue(stored.find("java.util.concurrent").isEmpty());
    assertTrue(stored.find("java.lang.NoSuchType").isEmpty());
  }

  /** What the list lacks is never read, and what only the list has cannot be. */
  @Test
  void listsItsPackages() throws IOException {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("signatures"))) {
      assertEquals(
          files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList(),
          Files.readAllLines(RESOURCES.resolve("packages.txt")));
    }
  }

  @Test
  void writesWhatItReads() throws IOException {
    String name = ExecutorService.class.getName();
    TypeFacts known = stored.find(name).orElseThrow();
    try (InputStream stream =
        ClassLoader.getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
      TypeFacts read = ClassFacts.of(stream.readAllBytes()).orElseThrow();
      // The JDK at hand may be older than the one that was stored: all it has must be there.
      for (MethodFacts method : read.methods()) {
        assertTrue(known.methods().contains(signatureOf(method)), method.toString());
      }
      assertTrue(StoredSignatures.write(read).startsWith("T\t" + name + "\tINTERFACE\t"));
    }
  }

  /** What is stored of a method: not what its body does, which differs from JDK to JDK. */
  private static MethodFacts signatureOf(MethodFacts method) {
    return TellingTypes.with(Set.of(), method);
  }
}
