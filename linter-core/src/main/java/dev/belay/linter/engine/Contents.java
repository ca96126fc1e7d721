package dev.belay.linter.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, wherever they are. Safe for several threads. */
public interface Contents {

  /** Number of bytes, without reading them. */
  long size() throws IOException;

  /** All bytes, in an array that is the caller's own. */
  byte[] bytes() throws IOException;

  /** What is on disk at the time of asking. */
  static Contents of(Path file) {
    return new Contents() {
      @Override
      public long size() throws IOException {
        return Files.size(file);
      }

      @Override
      public byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
      }
    };
  }

  /** What was handed in: standard input, a staged version, a text of a test. */
  static Contents of(byte[] bytes) {
    byte[] kept = bytes.clone();
    return new Contents() {
      @Override
      public long size() {
        return kept.length;
      }

      @Override
      public byte[] bytes() {
        return kept.clone();
      }
    };
  }
}
