package dev.belay.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.runtime.NoThreadLeft;
import dev.belay.runtime.Task;
import dev.belay.runtime.TaskScope;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starts the server as a process, loads it, and kills it. */
@ExtendWith(NoThreadLeft.class)
class EchoServerTest {

  private static void assertEchoes(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    assertEquals(value, socket.getInputStream().read());
  }

  @Test
  void aLoadedServerEchoesAndDrainsAtSigterm() throws Exception {
    try (ServerProcess server = ServerProcess.start(EchoServer.class, "0", "50", "10")) {
      try (TaskScope<Integer> clients = TaskScope.open("clients", o -> o.limit(20))) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          byte[] message = new byte[20_000];
          Arrays.fill(message, (byte) i);
          tasks.add(clients.fork(() -> exchange(server, message)));
        }
        for (Task<Integer> task : tasks) {
          assertEquals(20_000, task.join());
        }
      }
      List<Socket> idle = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Socket socket = server.connect();
        assertEchoes(socket, i);
        idle.add(socket);
      }
      long start = System.nanoTime();
      server.terminate();
      for (Socket socket : idle) {
        assertEquals(-1, socket.getInputStream().read(), "ended in order, not reset");
        socket.close();
      }
      List<String> said = server.awaitEnd();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "took " + took);
      assertEquals(1, said.size(), said.toString());
      assertTrue(said.get(0).startsWith("stopped in PT"), said.toString());
      assertTrue(said.get(0).endsWith(", 0 task(s) interrupted"), said.toString());
    }
  }

  private static int exchange(ServerProcess server, byte[] message) throws IOException {
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(message);
      socket.shutdownOutput();
      byte[] answer = socket.getInputStream().readAllBytes();
      assertTrue(Arrays.equals(message, answer), "echo differs");
      return answer.length;
    }
  }

  @Test
  void atTheLimitTheNextConnectionWaits() throws Exception {
    try (ServerProcess server = ServerProcess.start(EchoServer.class, "0", "2", "5");
        Socket first = server.connect();
        Socket second = server.connect();
        Socket third = server.connect()) {
      assertEchoes(first, 1);
      assertEchoes(second, 2);
      third.getOutputStream().write(3);
      third.setSoTimeout(300);
      assertThrows(
          IOException.class, () -> third.getInputStream().read(), "served above the limit");
      first.shutdownOutput();
      assertEquals(-1, first.getInputStream().read());
      third.setSoTimeout(30_000);
      assertEquals(3, third.getInputStream().read());
      server.terminate();
      assertEquals(1, server.awaitEnd().size());
    }
  }

  @Test
  void connectionsThatDoNotEndAreNamedWhenTheGraceIsOver() throws Exception {
    try (ServerProcess server = ServerProcess.start(StubbornServer.class, "1000");
        Socket first = server.connect();
        Socket second = server.connect()) {
      assertEchoes(first, 1);
      assertEchoes(second, 2);
      long start = System.nanoTime();
      server.terminate();
      List<String> said = server.awaitEnd();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(Duration.ofMillis(900)) > 0, "gave no grace: " + took);
      assertTrue(took.compareTo(Duration.ofSeconds(10)) < 0, "did not keep it: " + took);
      String report = String.join("\n", said);
      assertTrue(said.get(0).startsWith("2 task(s) still run after PT1"), report);
      assertTrue(report.contains("connection 1, running for"), report);
      assertTrue(report.contains("connection 2, running for"), report);
      assertTrue(report.contains("StubbornServer.hang"), report);
    }
  }
}
