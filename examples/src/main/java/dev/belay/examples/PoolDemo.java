package dev.belay.examples;

import dev.belay.runtime.CancellationToken;
import dev.belay.runtime.Listener;
import dev.belay.runtime.Outcome;
import dev.belay.runtime.TaskScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Runs a pool against a server in the same process, breaks connections and counts them. */
public final class PoolDemo {

  private PoolDemo() {}

  /**
   * Runs for a few seconds.
   *
   * @param args how many connections, how many of them to break
   */
  public static void main(String... args) throws Exception {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    int breaks = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TaskScope<Void> scope = TaskScope.open("demo", options -> options.isolate())) {
      scope.start("server", token -> answer(server, scope));
      InetSocketAddress address =
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      Listener log =
          new Listener() {
            @Override
            public void restarting(
                String supervisor, String service, Outcome<?> ended, int restarts) {
              System.out.println(service + " is opened again after " + ended);
            }
          };
      try (ConnectionPool pool =
          new ConnectionPool(
              address,
              size,
              options ->
                  options
                      .intensity(breaks, Duration.ofMinutes(1))
                      .backOff(Duration.ofMillis(20), Duration.ofMillis(200))
                      .listener(log))) {
        for (int i = 1; i <= breaks; i++) {
          System.out.println(pool.ask("question " + i) + ", connections: " + pool.size());
          pool.breakOne();
          scope.token().sleep(Duration.ofMillis(300));
        }
        System.out.println("at the end, connections: " + pool.size());
      }
      scope.abortAll("the demo is over");
    }
  }

  private static void answer(ServerSocket server, TaskScope<Void> scope) throws IOException {
    CancellationToken token = scope.token();
    Optional<Socket> accepted;
    while ((accepted = token.accept(server)).isPresent()) {
      Socket socket = accepted.get();
      token.onCancel(() -> close(socket));
      scope.start("connection", own -> EchoServer.echo(socket, own));
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("closing: " + e);
    }
  }
}
