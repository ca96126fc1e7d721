package dev.belay.linter.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something could not be read, in a reader's words. */
final class Unread {

  private Unread() {}

  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "no permission to read";
    }
    if (e instanceof NoSuchFileException) {
      return "no longer there";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return "cannot be read: " + (reason == null ? e.getClass().getSimpleName() : reason);
  }
}
