package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

@ExtendWith(NoThreadLeft.class)
class ContextCarrierTest {

  /** The logging context of SLF4J. */
  private static final class MdcCarrier implements ContextCarrier<Map<String, String>> {
    @Override
    public Map<String, String> capture() {
      return MDC.getCopyOfContextMap();
    }

    @Override
    public Restore install(Map<String, String> captured) {
      Map<String, String> before = MDC.getCopyOfContextMap();
      set(captured);
      return () -> set(before);
    }

    private static void set(Map<String, String> context) {
      if (context == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(context);
      }
    }
  }

  /** Writes down when it is called. */
  private record TrailCarrier(String name, List<String> trail) implements ContextCarrier<String> {
    @Override
    public String capture() {
      trail.add("capture " + name);
      return name;
    }

    @Override
    public Restore install(String captured) {
      trail.add("install " + captured);
      return () -> trail.add("restore " + captured);
    }
  }

  private final List<String> trail = new CopyOnWriteArrayList<>();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void theLoggingContextReachesTasksAndTasksWithin() throws Exception {
    MDC.put("request", "r-17");
    try (TaskScope<String> scope = TaskScope.open("mdc", o -> o.carrying(new MdcCarrier()))) {
      Task<String> task =
          scope.fork(
              () -> {
                String own = MDC.get("request");
                MDC.put("request", "r-18");
                return own + " " + scope.fork(() -> MDC.get("request")).join();
              });
      assertEquals("r-17 r-18", task.join());
      assertEquals("r-17", MDC.get("request"));
    }
  }

  @Test
  void withoutACarrierNothingIsCarriedInThreadsThatInheritNothing() throws Exception {
    MDC.put("request", "r-17");
    try (TaskScope<String> scope =
        TaskScope.open("bare", o -> o.threads(task -> new Thread(null, task, "bare", 0, false)))) {
      assertNull(scope.fork(() -> MDC.get("request")).join());
    }
  }

  @Test
  void carriersAreInstalledInOrderAndRestoredTheOtherWay() throws Exception {
    try (TaskScope<Integer> scope =
        TaskScope.open(
            "order",
            o -> o.carrying(new TrailCarrier("a", trail)).carrying(new TrailCarrier("b", trail)))) {
      scope
          .fork(
              () -> {
                trail.add("body");
                return 1;
              })
          .join();
    }
    assertEquals(
        List.of(
            "capture a", "capture b", "install a", "install b", "body", "restore b", "restore a"),
        trail);
  }

  /** Throws in one of its three calls. */
  private record Broken(String where, RuntimeException failure) implements ContextCarrier<String> {
    @Override
    public String capture() {
      return throwIf("capture");
    }

    @Override
    public Restore install(String captured) {
      throwIf("install");
      return () -> throwIf("restore");
    }

    private String throwIf(String here) {
      if (here.equals(where)) {
        throw failure;
      }
      return here;
    }
  }

  @Test
  void aCarrierThatCannotCaptureStartsNothing() {
    RuntimeException failure = new IllegalStateException("capture");
    try (TaskScope<Integer> scope =
        TaskScope.open("broken", o -> o.limit(1).carrying(new Broken("capture", failure)))) {
      assertSame(failure, assertThrows(IllegalStateException.class, () -> scope.fork(() -> 1)));
      assertSame(
          failure, assertThrows(IllegalStateException.class, () -> scope.start("x", t -> {})));
      assertEquals(0, scope.size());
    }
  }

  @Test
  void aCarrierThatCannotInstallFailsTheTaskAndRestoresTheOthers() throws Exception {
    RuntimeException failure = new IllegalStateException("install");
    AtomicReference<String> ran = new AtomicReference<>();
    try (TaskScope<Integer> scope =
        TaskScope.open(
            "broken",
            o ->
                o.carrying(new TrailCarrier("a", trail))
                    .carrying(new Broken("install", failure)))) {
      Task<Integer> task =
          scope.fork(
              () -> {
                ran.set("yes");
                return 1;
              });
      scope.awaitAll();
      assertEquals(new Outcome.Failed<>(failure), task.outcome());
    }
    assertNull(ran.get());
    assertEquals(List.of("capture a", "install a", "restore a"), trail);
  }

  @Test
  void aCarrierThatCannotRestoreFailsTheTaskUnderTheBodysOwnFailure() throws Exception {
    RuntimeException failure = new IllegalStateException("restore");
    RuntimeException own = new IllegalArgumentException("body");
    try (TaskScope<Integer> scope =
        TaskScope.open("broken", o -> o.isolate().carrying(new Broken("restore", failure)))) {
      Task<Integer> fine = scope.fork(() -> 1);
      Task<Integer> failing =
          scope.fork(
              () -> {
                throw own;
              });
      scope.awaitAll();
      assertEquals(new Outcome.Failed<>(failure), fine.outcome());
      assertInstanceOf(Outcome.Failed.class, failing.outcome());
      assertSame(failure, own.getSuppressed()[0]);
    }
  }
}
