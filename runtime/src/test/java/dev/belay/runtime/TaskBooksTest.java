package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The books against lists that are kept the plain way. */
class TaskBooksTest {

  private final TaskBooks<Integer> books = new TaskBooks<>();
  private final List<TaskRun<Integer>> running = new ArrayList<>();
  private final List<TaskRun<Integer>> ready = new ArrayList<>();

  private static TaskRun<Integer> task(boolean forked) {
    return new TaskRun<>(null, forked, null, null, () -> 1);
  }

  private void check() {
    assertEquals(running.size(), books.running());
    assertEquals(running.stream().filter(task -> task.forked).count(), books.outstanding());
    assertEquals(ready.size(), books.ready());
  }

  private void end(TaskRun<Integer> task) {
    running.remove(task);
    if (task.forked) {
      ready.add(task);
    }
    books.end(task);
  }

  @Test
  void whateverHappensTheBooksAreRight() {
    Random random = new Random(4);
    for (int step = 0; step < 200_000; step++) {
      // Now more come than go, now the other way: the array grows and shrinks.
      boolean grow = step / 5_000 % 2 == 0;
      switch (random.nextInt(grow ? 8 : 14)) {
        case 0, 1, 2, 3 -> {
          TaskRun<Integer> task = task(random.nextBoolean());
          task.number = books.nextNumber();
          running.add(task);
          books.add(task);
        }
        case 4 -> {
          TaskRun<Integer> refused = task(true);
          refused.number = books.nextNumber();
          end(refused);
        }
        case 5, 6, 8, 9, 10, 11 -> {
          if (!running.isEmpty()) {
            end(running.get(random.nextInt(running.size())));
          }
        }
        case 7 -> {
          if (!ready.isEmpty()) {
            TaskRun<Integer> outOfTurn = ready.remove(random.nextInt(ready.size()));
            books.take(outOfTurn);
            books.take(outOfTurn);
          }
        }
        case 12 -> assertSame(ready.isEmpty() ? null : ready.remove(0), books.take());
        default -> {
          if (!running.isEmpty()) {
            TaskRun<Integer> struck = running.remove(running.size() - 1);
            books.strike(struck);
            books.strike(struck);
          }
        }
      }
      check();
      if (step % 1_000 == 0) {
        assertEquals(running, books.listRunning());
      }
      if (step % 20_000 == 0) {
        List<TaskRun<Integer>> inOrder = new ArrayList<>(ready);
        inOrder.sort(Comparator.comparingLong(task -> task.number));
        ready.clear();
        assertEquals(inOrder, books.takeAll().others());
      }
    }
  }

  @Test
  void tasksThatAreTakenInTurnOrOutOfItKeepNoOther() {
    List<TaskRun<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      TaskRun<Integer> task = task(true);
      tasks.add(task);
      books.add(task);
      books.end(task);
    }
    books.take(tasks.get(3));
    assertSame(tasks.get(0), books.take());
    assertEquals(8, books.takeAll().others().size());
    for (TaskRun<Integer> task : tasks) {
      assertSame(null, task.later);
    }
  }
}
