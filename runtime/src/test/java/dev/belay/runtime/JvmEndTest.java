package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which tasks a JVM waits for before it ends, and what they hear of its end. */
@ExtendWith(NoThreadLeft.class)
class JvmEndTest {

  private static boolean isDaemon(Options options) throws Exception {
    try (TaskScope<Boolean> scope = TaskScope.open("asked", o -> options)) {
      return scope.fork(() -> Thread.currentThread().isDaemon()).join();
    }
  }

  @Test
  void theThreadsAreDaemonsOrNotAsWasSaid() throws Exception {
    assertTrue(isDaemon(Options.DEFAULT.daemon(true)));
    assertEquals(false, isDaemon(Options.DEFAULT.daemon(false)));
    assertEquals(true, isDaemon(Options.DEFAULT.daemon(false).daemon(true)));
    assertEquals(VirtualThreads.available(), isDaemon(Options.DEFAULT));
  }

  @Test
  void aFactoryDecidesForItself() throws Exception {
    Options made = Options.DEFAULT.threads(Thread::new);
    assertEquals(false, isDaemon(made.daemon(true)));
  }

  @Test
  void threadsThatAreNoDaemonsHaveTheNamesOfTheirTasks() throws Exception {
    try (TaskScope<String> scope = TaskScope.open("kept", o -> o.daemon(false))) {
      assertEquals("kept", scope.fork(() -> Thread.currentThread().getName()).join());
      assertEquals("named", scope.fork("named", () -> Thread.currentThread().getName()).join());
    }
  }

  @Test
  void theJvmWaitsForTasksThatAreNoDaemons() throws Exception {
    assertEquals("started, ended", run("waited for"));
  }

  @Test
  void theJvmWaitsForNoDaemons() throws Exception {
    assertEquals("started", run("not waited for"));
  }

  @Test
  void withNoGraceAtTheEndOfTheJvmTasksAreToldAndNobodyWaits() throws Exception {
    assertEquals("started, told to end", run("told"));
  }

  @Test
  void whenTheJvmIsEndingScopesEndWithIt() throws Exception {
    assertEquals("nothing to unregister", run("late"));
  }

  /** What a JVM of its own says until it has ended, by itself. */
  private static String run(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folderOf(TaskScope.class) + File.pathSeparator + folderOf(Program.class),
                Program.class.getName(),
                what)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return String.join(", ", said.lines().toList());
  }

  private static String folderOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Starts a task in a scope that nobody closes, and comes to its end. */
  static final class Program {

    private static final CountDownLatch STARTED = new CountDownLatch(1);
    private static final CountDownLatch MAIN_ENDED = new CountDownLatch(1);

    private Program() {}

    public static void main(String[] args) throws Exception {
      if (args[0].equals("late")) {
        Runtime.getRuntime().addShutdownHook(new Thread(Program::registersLate));
        return;
      }
      boolean daemon = !args[0].equals("waited for");
      TaskScope<Void> scope = TaskScope.open("scope", o -> o.shared().daemon(daemon));
      scope.start(daemon ? Program::stays : Program::outlivesMain);
      STARTED.await();
      if (args[0].equals("told")) {
        scope.token().onCancel(() -> System.out.println("told to end"));
        TaskScope.onJvmShutdown(scope, Duration.ZERO);
      }
      MAIN_ENDED.countDown();
    }

    private static void stays() {
      System.out.println("started");
      STARTED.countDown();
      Uninterrupted.await(new CountDownLatch(1));
    }

    private static void outlivesMain() {
      System.out.println("started");
      STARTED.countDown();
      Thread main =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("main"))
              .findFirst()
              .orElse(null);
      try {
        MAIN_ENDED.await();
        if (main != null) {
          main.join();
        }
      } catch (InterruptedException e) {
        System.out.println("interrupted");
      }
      System.out.println("ended");
    }

    private static void registersLate() {
      try (TaskScope<Void> scope = TaskScope.open("late")) {
        boolean registered = TaskScope.onJvmShutdown(scope, Duration.ofSeconds(10)).unregister();
        System.out.println(registered ? "registered" : "nothing to unregister");
      }
    }
  }
}
