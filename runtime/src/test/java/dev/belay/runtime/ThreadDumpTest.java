package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** JDK 21 and later have a dump by groups; before, a scope's threads are told by their names. */
@ExtendWith(NoThreadLeft.class)
class ThreadDumpTest {

  @TempDir Path directory;

  @Test
  void theThreadsOfAScopeAreToldTogether() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    try (TaskScope<Void> scope = TaskScope.open("dumped")) {
      for (String name : new String[] {"first of the scope", "second of the scope"}) {
        scope.start(
            name,
            token -> {
              running.countDown();
              new CountDownLatch(1).await();
            });
      }
      Waits.await(running);
      if (Runtime.version().feature() >= 21) {
        assertOneGroup(dump());
      } else {
        assertNamed("first of the scope");
        assertNamed("second of the scope");
      }
    }
  }

  @Test
  void scopesThatFollowOrContainEachOtherNameTheirOwnThreads() throws Exception {
    for (int round = 0; round < 20; round++) {
      String name = "round " + round;
      try (TaskScope<String> outer = TaskScope.open(name);
          TaskScope<String> inner = TaskScope.open(name + " inner")) {
        assertEquals(name, outer.fork(() -> Thread.currentThread().getName()).join());
        assertEquals(name + " inner", inner.fork(() -> Thread.currentThread().getName()).join());
      }
    }
  }

  private static void assertNamed(String name) {
    assertTrue(
        Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().contains(name)),
        name);
  }

  private static void assertOneGroup(String dump) {
    int first = dump.indexOf("\"first of the scope\"");
    int second = dump.indexOf("\"second of the scope\"");
    assertTrue(first > 0 && second > 0, "threads are missing");
    String between = dump.substring(Math.min(first, second), Math.max(first, second));
    assertEquals(-1, between.indexOf("\"container\""), "in different groups");
    int group = dump.lastIndexOf("\"container\"", Math.min(first, second));
    assertTrue(
        dump.startsWith("\"container\": \"java.util.concurrent.ThreadPerTaskExecutor", group),
        dump.substring(group, group + 120));
  }

  private String dump() throws ReflectiveOperationException, java.io.IOException {
    Path file = directory.resolve("dump.json");
    Class<?> bean = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
    Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
    bean.getMethod("dumpThreads", String.class, format)
        .invoke(
            ManagementFactory.getPlatformMXBean(bean.asSubclass(PlatformManagedObject.class)),
            file.toString(),
            format.getMethod("valueOf", String.class).invoke(null, "JSON"));
    return Files.readString(file);
  }
}
