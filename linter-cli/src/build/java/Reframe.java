import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.V1_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/**
 * A step of the build: gives classes older than Java 8 its form, with stack map frames, because
 * Java puts no class of Java 5 into an archive (docs/decisions/0008-classes-of-one-form.md).
 *
 * <p>Arguments: jars, changed in place, whose classes need nothing but the JDK and each other.
 */
final class Reframe {

  /** Where a class file has its major version (JVMS 4.1). */
  private static final int VERSION = 6;

  private Reframe() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      if (holdsOldClasses(Path.of(jar))) {
        reframe(Path.of(jar));
      }
    }
  }

  /** False in a folder that was built before. */
  private static boolean holdsOldClasses(Path jar) throws IOException {
    try (ZipFile classes = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : classes.stream().filter(Reframe::isClass).toList()) {
        try (InputStream in = classes.getInputStream(entry)) {
          if (new ClassReader(in).readShort(VERSION) < V1_8) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static void reframe(Path jar) throws IOException {
    Path reframed = Path.of(jar + ".reframed");
    try (ZipFile from = new ZipFile(jar.toFile());
        OutputStream file = Files.newOutputStream(reframed);
        ZipOutputStream to = new ZipOutputStream(file);
        URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      for (ZipEntry entry : from.stream().toList()) {
        ZipEntry copy = new ZipEntry(entry.getName());
        // Two builds of the same sources are the same bytes.
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        byte[] bytes;
        try (InputStream in = from.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        to.write(isClass(entry) ? reframed(bytes, types) : bytes);
        to.closeEntry();
      }
    }
    Files.move(reframed, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] reframed(byte[] bytes, ClassLoader types) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return types;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(ASM9, writer) {
          @Override
          public void visit(
              int version, int access, String name, String generic, String above, String[] types) {
            super.visit(Math.max(version, V1_8), access, name, generic, above, types);
          }
        };
    reader.accept(newer, ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }
}
