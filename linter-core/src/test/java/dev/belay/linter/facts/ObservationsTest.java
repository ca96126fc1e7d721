package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import org.junit.jupiter.api.Test;

class ObservationsTest {

  private static final String CODE =
      """
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.concurrent.atomic.*;
      import org.slf4j.Logger;
      class A {
        ExecutorService pool;
        Logger log;
        private Future<?> forgotten; // unread
        private Future<?> cancelled;
        private final List<Future<?>> pile = new ArrayList<>(); // unread
        private final Map<String, Future<?>> live = new HashMap<>();
        Future<?> shared;
        Future<?> reads(Runnable task) throws Exception {
          Future<?> a = pool.submit(task);
          a.get();
          Future<?> b = pool.submit(task);
          if (b.isDone()) { task.run(); }
          Future<?> c = pool.submit(task);
          Runnable later = () -> c.cancel(true);
          Future<?> d = pool.submit(task);
          later(d);
          Future<?> e = pool.submit(task);
          Future<?> f = e;
          Runnable stop = f::notify;
          List<Future<?>> all = new ArrayList<>();
          all.add(pool.submit(task));
          for (Future<?> each : all) { each.get(); }
          later.run(); stop.run(); cancelled.cancel(true); live.values().forEach(l -> l.cancel(true));
          return Objects.requireNonNull(shared);
        }
        void looks(Runnable task) {
          Future<?> g = pool.submit(task); // unread
          log.info("started {}", g);
          System.out.println("started " + g);
          if (g == null) { return; }
          Future<?> h = pool.submit(task); // unread
          Future<?> i = h; // unread
          Future<?> j = pool.submit(task); // unread
          quietly(j);
          pile.add(j);
          pile.clear();
          List<Future<?>> shown = new ArrayList<>(); // unread
          shown.add(pool.submit(task));
          for (Future<?> each : shown) { System.out.println(each); } // unread
          forgotten = pool.submit(task);
          if (forgotten != null) { forgotten = null; }
        }
        void later(Future<?> handed) { handed.cancel(true); }
        private void quietly(Future<?> handed) { log.debug(handed.toString()); }
      }
      """;

  @Test
  void lookingIsNoObservation() {
    Snippet snippet = Snippet.of(CODE);
    Observations observations = snippet.facts().observations();
    assertEquals(
        snippet.linesMarked("unread"),
        snippet.linesOf(
            VariableDeclarator.class,
            variable ->
                variable.getParentNode().get() instanceof FieldDeclaration
                    ? !variable.getNameAsString().matches("pool|log")
                        && !observations.ofField(observations.findDeclared(variable).orElseThrow())
                    : !observations.ofLocal(variable)));
  }
}
