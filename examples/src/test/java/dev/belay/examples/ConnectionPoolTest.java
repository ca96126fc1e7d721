package dev.belay.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.runtime.NoThreadLeft;
import dev.belay.runtime.SupervisorFailedException;
import dev.belay.runtime.TaskScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class ConnectionPoolTest {

  /** Echoes lines, counts who is connected, and hangs up when told. */
  private static final class Server implements AutoCloseable {
    final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    final Semaphore arrivals = new Semaphore(0);
    private final TaskScope<Void> scope =
        TaskScope.open("server", options -> options.shared().isolate());

    Server() throws IOException {
      scope.start(
          "accept",
          token -> {
            Optional<Socket> accepted;
            while ((accepted = scope.token().accept(socket)).isPresent()) {
              Socket client = accepted.get();
              connected.add(client);
              scope.token().onCancel(() -> hangUp(client));
              scope.start("client", own -> serve(client));
              arrivals.release();
            }
          });
    }

    private void serve(Socket client) throws IOException {
      try (client) {
        client.getInputStream().transferTo(client.getOutputStream());
      } catch (IOException e) {
        if (connected.contains(client)) {
          throw e;
        }
      } finally {
        connected.remove(client);
      }
    }

    void hangUp(Socket client) {
      connected.remove(client);
      try {
        client.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    void awaitArrivals(int count) throws InterruptedException {
      assertTrue(arrivals.tryAcquire(count, 30, TimeUnit.SECONDS), "too few connections came");
    }

    InetSocketAddress address() {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      scope.abortAll("the test is over");
      scope.close();
      socket.close();
    }
  }

  private static void awaitSize(ConnectionPool pool, int size) {
    long start = System.nanoTime();
    while (pool.size() != size) {
      assertTrue(
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30), "connections: " + pool.size());
      Thread.yield();
    }
  }

  @Test
  void exactlyNConnectionsAreKeptThoughTheServerHangsUp() throws Exception {
    try (Server server = new Server();
        ConnectionPool pool =
            new ConnectionPool(
                server.address(),
                4,
                o ->
                    o.intensity(1000, Duration.ofMinutes(1))
                        .backOff(Duration.ofMillis(1), Duration.ofMillis(10)))) {
      server.awaitArrivals(4);
      for (int i = 0; i < 50; i++) {
        assertEquals("line " + i, pool.ask("line " + i));
        server.hangUp(server.connected.iterator().next());
        server.awaitArrivals(1);
        assertEquals(4, server.connected.size());
      }
      awaitSize(pool, 4);
    }
  }

  @Test
  void manyAskersShareTheConnections() throws Exception {
    try (Server server = new Server();
        ConnectionPool pool = new ConnectionPool(server.address(), 3, o -> o);
        TaskScope<String> askers = TaskScope.open("askers")) {
      for (int i = 0; i < 100; i++) {
        String line = "line " + i;
        askers.fork(() -> pool.ask(line));
      }
      int next = 0;
      for (String answer : askers.joinAll()) {
        assertEquals("line " + next++, answer);
      }
      assertTrue(server.connected.size() <= 3);
    }
  }

  @Test
  void aServerThatIsGoneFailsThePool() throws Exception {
    InetSocketAddress nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = new InetSocketAddress(closed.getInetAddress(), closed.getLocalPort());
    }
    ConnectionPool pool =
        new ConnectionPool(
            nowhere,
            2,
            o ->
                o.intensity(3, Duration.ofMinutes(1))
                    .backOff(Duration.ofMillis(1), Duration.ofMillis(1)));
    assertThrows(IllegalStateException.class, () -> pool.ask("anybody there?"));
    assertThrows(SupervisorFailedException.class, pool::close);
  }

  @Test
  void closingEndsAllConnections() throws Exception {
    try (Server server = new Server()) {
      try (ConnectionPool pool = new ConnectionPool(server.address(), 5, o -> o)) {
        server.awaitArrivals(5);
        assertEquals("hello", pool.ask("hello"));
      }
      long start = System.nanoTime();
      while (!server.connected.isEmpty()) {
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30));
        Thread.yield();
      }
    }
  }
}
