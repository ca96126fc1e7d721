package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each {@code probe(expression); // type} in the code below is one claim about a type. */
class TypesTest {

  private static final String OTHER =
      """
      package com.acme.base;
      import java.util.concurrent.*;
      public abstract class Worker<J> implements Runnable {
        protected final ExecutorService pool = Executors.newCachedThreadPool();
        protected J job;
        public Future<J> begin(J job) { return pool.submit(() -> job); }
        public static <T> CompletableFuture<T> soon(T value) { return null; }
        public interface Listener { void done(Future<?> future); }
        public static class Handle extends CompletableFuture<String> {}
      }
      """;

  private static final String PROBES =
      """
      package com.acme;
      import com.acme.base.*;
      import static com.acme.base.Worker.soon;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      import java.util.stream.*;
      import org.unseen.Thing;

      class Probes extends Worker<Integer> implements Comparable<Probes> {
        private final Map<String, ScheduledFuture<?>> live = new HashMap<>();
        private Thing thing;
        <R extends Future<String>> void all(R given, Future<Long>... many) throws Exception {
          probe(pool); // java.util.concurrent.ExecutorService
          probe(this.pool.submit(() -> 1)); // java.util.concurrent.Future<java.lang.Integer>
          probe(pool.submit(() -> { run(); })); // java.util.concurrent.Future<java.lang.Object>
          probe(pool.submit((Runnable) null)); // java.util.concurrent.Future<java.lang.Object>
          probe(live.remove("a")); // java.util.concurrent.ScheduledFuture<java.lang.Object>
          probe(live.values().iterator().next()); // java.util.concurrent.ScheduledFuture<java.lang.Object>
          probe(begin(2).get()); // java.lang.Integer
          probe(super.begin(3)); // java.util.concurrent.Future<java.lang.Integer>
          probe(job); // java.lang.Integer
          probe(soon("x")); // java.util.concurrent.CompletableFuture<java.lang.String>
          probe(Worker.soon('c')); // java.util.concurrent.CompletableFuture<java.lang.Character>
          probe(new Worker.Handle().get()); // java.lang.String
          probe(new Handle().thenApply(s -> s.length())); // java.util.concurrent.CompletableFuture<java.lang.Integer>
          probe(CompletableFuture.supplyAsync(() -> "v").thenCompose(v -> soon(v.length()))); // java.util.concurrent.CompletableFuture<java.lang.Integer>
          probe(given.get()); // java.lang.String
          probe(many); // java.util.concurrent.Future<java.lang.Long>[]
          probe(many[0]); // java.util.concurrent.Future<java.lang.Long>
          var list = new ArrayList<Future<String>>();
          probe(list.get(0)); // java.util.concurrent.Future<java.lang.String>
          for (var each : list) {
            probe(each); // java.util.concurrent.Future<java.lang.String>
          }
          for (Map.Entry<String, ScheduledFuture<?>> entry : live.entrySet()) {
            probe(entry.getValue()); // java.util.concurrent.ScheduledFuture<java.lang.Object>
          }
          live.forEach((name, future) -> {
            probe(future); // java.util.concurrent.ScheduledFuture<java.lang.Object>
          });
          probe(Stream.of("a").map(s -> pool.submit(() -> s)).collect(Collectors.toList())); // java.util.List<java.util.concurrent.Future<java.lang.String>>
          probe(Stream.of("a").map(pool::submit)); // java.util.stream.Stream<java.util.concurrent.Future<T>>
          probe(list.stream().map(f -> f.isDone()).toList()); // java.util.List<java.lang.Boolean>
          probe(true ? null : list); // java.util.ArrayList<java.util.concurrent.Future<java.lang.String>>
          probe(thing); // org.unseen.Thing
          probe(thing.submit(this)); // ?
          probe(nowhere.submit(this)); // ?
          Object open = list;
          if (open instanceof List<?> seen && !seen.isEmpty()) {
            probe(seen); // java.util.List<java.lang.Object>
          }
          if (!(open instanceof Future<?> behind)) {
            return;
          }
          probe(behind); // java.util.concurrent.Future<java.lang.Object>
          Runnable later = new Runnable() {
            private final Semaphore permits = new Semaphore(1);
            public void run() {
              probe(permits); // java.util.concurrent.Semaphore
              probe(this.permits); // java.util.concurrent.Semaphore
              probe(Probes.this.job); // java.lang.Integer
              probe(begin(4)); // java.util.concurrent.Future<java.lang.Integer>
            }
          };
          record Pair(Future<String> left, int right) {}
          probe(new Pair(null, 1).left()); // java.util.concurrent.Future<java.lang.String>
          try (var scope = Executors.newFixedThreadPool(2)) {
            probe(scope); // java.util.concurrent.ExecutorService
          } catch (RuntimeException | Error e) {
            probe(e); // java.lang.RuntimeException
          }
          probe(switch (job) { case 1 -> pool.submit(() -> 5L); default -> null; }); // java.util.concurrent.Future<java.lang.Long>
          probe(Thread.currentThread()); // java.lang.Thread
          probe(java.util.concurrent.TimeUnit.SECONDS); // java.util.concurrent.TimeUnit
          probe(Stream.of(1, 2).mapToObj(i -> i)); // ?
          probe("a" + 1); // java.lang.String
          probe(new StringBuilder().append(1).length()); // int
        }
        void probe(Object o) {}
        public int compareTo(Probes other) { return 0; }
        public void run() {}
      }
      """;

  @Test
  void typesOfExpressions() {
    File file = parse(PROBES);
    List<Executable> claims = new ArrayList<>();
    for (MethodCallExpr call : file.unit.findAll(MethodCallExpr.class)) {
      if (call.getNameAsString().equals("probe")) {
        int line = file.source.lineOf(file.source.rangeOf(call).start());
        String text = file.source.line(line);
        String claim = text.substring(text.indexOf("// ") + 3);
        claims.add(
            () -> assertEquals(claim, file.types.of(call.getArgument(0)).toString(), text.strip()));
      }
    }
    assertTrue(claims.size() > 40, "saw " + claims.size() + " probes");
    assertAll(claims);
  }

  @Test
  void lambdasAndReferencesInVoidPlaces() {
    File file =
        parse(
            """
            import java.util.*;
            import java.util.concurrent.*;
            class Places {
              void all(ExecutorService pool, List<Runnable> jobs, Map<String, Future<?>> live) {
                Runnable dropped = () -> pool.submit(jobs.get(0)); // void
                Callable<Object> kept = () -> pool.submit(jobs.get(1)); // value
                jobs.forEach(job -> pool.submit(job)); // void
                jobs.forEach(pool::submit); // void
                pool.execute(() -> pool.submit(jobs.get(2))); // void
                pool.submit(() -> pool.submit(jobs.get(3))); // value
                live.computeIfAbsent("a", name -> pool.submit(jobs.get(4))); // value
                unknown.accept(() -> pool.submit(jobs.get(5))); // value
                new Thread(() -> pool.submit(jobs.get(6))); // void
                CompletableFuture.supplyAsync(() -> 1).thenAccept(v -> pool.submit(jobs.get(v))); // void
              }
            }
            """);
    List<com.github.javaparser.ast.expr.Expression> functions = new ArrayList<>();
    functions.addAll(file.unit.findAll(LambdaExpr.class));
    functions.addAll(file.unit.findAll(MethodReferenceExpr.class));
    assertEquals(11, functions.size());
    for (var function : functions) {
      String line = file.source.line(file.source.lineOf(file.source.rangeOf(function).start()));
      // The supplier of the last line gives a value; its consumer does not.
      boolean supplier = function.toString().equals("() -> 1");
      assertEquals(line.endsWith("// void") && !supplier, file.types.isVoidPlace(function), line);
    }
  }

  @Test
  void namesMeanTheirNearestDeclaration() {
    File file =
        parse(
            """
            import java.util.concurrent.Future;
            class Future2 {}
            class Shadows {
              static class Future { void get() {} }
              Future own;
              java.util.concurrent.Future<String> full;
              <Future> void generic(Future variable) { use(variable); use(own); use(full); }
              void use(Object o) {}
            }
            """);
    List<String> seen =
        file.unit.findAll(MethodCallExpr.class).stream()
            .map(c -> file.types.of(c.getArgument(0)).toString())
            .toList();
    assertEquals(
        List.of("Future", "Shadows.Future", "java.util.concurrent.Future<java.lang.String>"), seen);
  }

  /** Names that the linter gives to classes in bodies have digits too. */
  @Test
  void digitsInAPackageHideNoMembers() {
    File file =
        parse(
            """
            package acme.http2;
            import java.util.concurrent.Future;
            class Pool2<T> {
              static class Stream { Future<String> last; }
              Stream own;
              Future<T> handle;
              void all() { use(own.last); use(handle); }
              void use(Object o) {}
            }
            """);
    List<String> seen =
        file.unit.findAll(MethodCallExpr.class).stream()
            .map(c -> file.types.of(c.getArgument(0)).toString())
            .toList();
    assertEquals(
        List.of("java.util.concurrent.Future<java.lang.String>", "java.util.concurrent.Future<T>"),
        seen);
  }

  private record File(CompilationUnit unit, SourceText source, Types types) {}

  private static File parse(String text) {
    SourceText source = SourceText.of("Probes.java", text);
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    Map<String, TypeFacts> own = new HashMap<>();
    SourceText other = SourceText.of("Worker.java", OTHER);
    SourceFacts.of(Parsing.parse(other).getResult().orElseThrow(), other)
        .forEach(t -> own.put(t.name(), t));
    TypeIndex index =
        ((TypeIndex) name -> Optional.ofNullable(own.get(name))).orElse(new StoredSignatures());
    return new File(
        unit, source, new Types(Nodes.of(unit), source, SourceFacts.of(unit, source), index));
  }
}
