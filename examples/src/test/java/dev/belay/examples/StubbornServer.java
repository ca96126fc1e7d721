package dev.belay.examples;

import dev.belay.runtime.CancellationToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A server whose conversations answer one byte and then do not end for anything. */
final class StubbornServer {

  private StubbornServer() {}

  public static void main(String... args) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      new EchoServer(
              10, Duration.ofMillis(Long.parseLong(args[0])), StubbornServer::hang, System.out)
          .serve(server);
    }
  }

  private static void hang(Socket socket, CancellationToken token) throws IOException {
    socket.getOutputStream().write(socket.getInputStream().read());
    while (true) {
      try {
        new CountDownLatch(1).await();
        // belay:ignore swallowed-interrupt -- a straggler on purpose
      } catch (InterruptedException e) {
        // This is what stubborn means.
        Thread.onSpinWait();
      }
    }
  }
}
