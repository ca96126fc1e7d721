package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.FileSketch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SourceIndexTest {

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final ConcurrentLinkedQueue<String> read = new ConcurrentLinkedQueue<>();

  @Test
  void findsTypesByCanonicalName() {
    texts.put(
        "p/A.java", "package p; class A { class In { enum Deep { X } } } interface Beside { }");
    texts.put("B.java", "class B { }");
    TypeIndex index = index().viewFrom("p/A.java");
    for (String name : List.of("p.A", "p.A.In", "p.A.In.Deep", "p.Beside", "B")) {
      assertEquals(name, index.find(name).map(TypeFacts::name).orElse("none"));
    }
    for (String name : List.of("A", "p", "p.B", "p.A.Out", "p.A.In.Deep.X", "", "p.")) {
      assertTrue(index.find(name).isEmpty(), name);
    }
  }

  @Test
  void readsAFileOnceAndOnDemand() {
    texts.put("A.java", "class A { class In { } }");
    texts.put("B.java", "class B { }");
    SourceIndex index = index();
    index.viewFrom("x").find("A");
    index.viewFrom("y").find("A.In");
    index.viewFrom("y").find("A.None");
    assertEquals(List.of("A.java"), List.copyOf(read));
    assertEquals(1, index.filesRead());
  }

  @Test
  void readsNoFileWhoseFactsItWasGiven() {
    texts.put("A.java", "class A { class In { } }");
    SourceIndex index = index();
    index.know("A.java", SourceIndex.read("A.java", texts.get("A.java").getBytes(UTF_8)));
    assertEquals("A.In", index.viewFrom("x").find("A.In").orElseThrow().name());
    assertEquals(0, index.filesRead());
  }

  @Test
  void prefersTheNearestOfSeveral() {
    texts.put("one/src/main/p/A.java", "package p; class A { int one; }");
    texts.put("two/src/main/p/A.java", "package p; class A { int two; }");
    texts.put("one/src/test/p/A.java", "package p; class A { int test; }");
    SourceIndex index = index();
    assertEquals("one", field(index, "one/src/main/q/B.java"));
    assertEquals("two", field(index, "two/B.java"));
    assertEquals("test", field(index, "one/src/test/q/B.java"));
    assertEquals("one", field(index, "one/B.java"));
    assertEquals("one", field(index, "B.java"));
  }

  @Test
  void answersManyThreadsAlike() throws Exception {
    for (int i = 0; i < 50; i++) {
      texts.put("A" + i + ".java", "class A" + i + " { A" + (i + 1) % 50 + " next; }");
    }
    SourceIndex index = index();
    CountDownLatch start = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
                StringBuilder answer = new StringBuilder();
                for (int i = 0; i < 50; i++) {
                  answer.append(index.viewFrom("").find("A" + i).orElseThrow().fields());
                }
                answers.add(answer.toString());
              });
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(4, answers.size());
    assertEquals(1, Set.copyOf(answers).size());
  }

  private static String field(SourceIndex index, String from) {
    return index.viewFrom(from).find("p.A").orElseThrow().fields().get(0).name();
  }

  private SourceIndex index() {
    Map<String, FileSketch> sketches = new LinkedHashMap<>();
    texts.forEach((path, text) -> sketches.put(path, FileSketch.of(text.getBytes(UTF_8))));
    return new SourceIndex(
        sketches,
        path -> {
          read.add(path);
          return SourceIndex.read(path, texts.get(path).getBytes(UTF_8));
        });
  }
}
