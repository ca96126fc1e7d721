package dev.belay.linter.fix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/** Replaces files so that a reader, or a crash, sees the old bytes or the new ones. */
public final class AtomicFile {

  private AtomicFile() {}

  /** How a replacement ended. */
  public enum Outcome {
    /** The new bytes are there. */
    WRITTEN,
    /** The file was no longer what had been read; it is as somebody else left it. */
    CHANGED_MEANWHILE
  }

  /**
   * Replaces a file that still has the bytes it had. Its mode stays; a symlink stays, its target
   * changes.
   *
   * @throws IOException if the file is not there, may not be written, or the folder takes no file;
   *     the file is then as it was
   */
  public static Outcome replace(Path file, byte[] expected, byte[] bytes) throws IOException {
    Path target = file.toRealPath();
    if (!Files.isWritable(target)) {
      throw new java.nio.file.AccessDeniedException(file.toString(), null, "read-only");
    }
    Path fresh = Files.createTempFile(target.getParent(), ".belay-", ".tmp");
    try {
      keepMode(target, fresh);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      if (!Arrays.equals(Files.readAllBytes(target), expected)) {
        return Outcome.CHANGED_MEANWHILE;
      }
      move(fresh, target);
      return Outcome.WRITTEN;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void keepMode(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems; a plain move is the best there is.
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
