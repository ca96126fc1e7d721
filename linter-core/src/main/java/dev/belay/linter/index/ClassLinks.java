package dev.belay.linter.index;

import dev.belay.linter.source.FileSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What class files say of types and methods by name: which types are below which, which methods
 * return, take or throw them. Of the members that {@link ClassFacts} keeps, so that no type has a
 * link less than facts. Types are numbers from 1, one for each full name, for a simple name would
 * make all libraries' {@code Builder} one; what links them to a project's sketches are hashes of
 * their simple names ({@link FileSketch#hashOf}). Belongs to one thread.
 */
public final class ClassLinks {

  /** Stands for the type of what a method gives where its declaration leaves that open. */
  public static final int ANY_TYPE = 0;

  private static final int PARTS =
      ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;

  private final Gatherer gatherer = new Gatherer();
  private final Pairs supertypes = new Pairs();
  private final Pairs parameters = new Pairs();
  private final Triples returns = new Triples();
  private final Triples throwing = new Triples();
  private final Triples fields = new Triples();
  private final Map<Integer, List<Integer>> named = new HashMap<>();
  private int[] simpleNames = new int[1024];
  private int count = 1;

  /**
   * Adds the links of a class.
   *
   * @throws IllegalArgumentException if the bytes are no class file that can be read
   */
  void add(byte[] classFile) {
    try {
      new ClassReader(classFile).accept(gatherer, PARTS);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("truncated class file", e);
    }
  }

  /** Whether no class was added. */
  boolean isEmpty() {
    return count == 1;
  }

  /** Each type of that simple name. */
  public void eachNamed(int simpleName, IntConsumer reader) {
    named.getOrDefault(simpleName, List.of()).forEach(reader::accept);
  }

  /** Hash of a type's simple name. */
  public int simpleNameOf(int type) {
    return simpleNames[type];
  }

  /** Each supertype and a type directly below it. */
  public void eachSupertype(FileSketch.Link link) {
    supertypes.each(link);
  }

  /** Each type and a method of it that returns another, {@link #ANY_TYPE} for a type parameter. */
  public void eachReturn(FileSketch.Member member) {
    returns.each(member);
  }

  /** Each type and a field of it, {@link #ANY_TYPE} for the type of a type parameter. */
  public void eachField(FileSketch.Member member) {
    fields.each(member);
  }

  /** Each type of a parameter and the method's name; that of the type for a constructor. */
  public void eachParameter(FileSketch.Link link) {
    parameters.each(link);
  }

  /** Each type and a method of it that declares an exception; its own name for a constructor. */
  public void eachThrows(FileSketch.Member member) {
    throwing.each(member);
  }

  /** Takes over what is linked; each name is hashed once. */
  private final class Gatherer extends ClassVisitor {

    private final Map<String, Integer> types = new HashMap<>();
    private final Map<String, Integer> words = new HashMap<>();
    private int owner;

    Gatherer() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int flags,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      owner = numberOf(name);
      if (superName != null && !superName.equals("java/lang/Object")) {
        supertypes.add(numberOf(superName), owner);
      }
      for (String implemented : interfaces) {
        supertypes.add(numberOf(implemented), owner);
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int flags, String name, String descriptor, String signature, String[] exceptions) {
      if (!ClassFacts.isKept(flags, name)) {
        return null;
      }
      int word = name.equals("<init>") ? simpleNames[owner] : wordOf(name);
      addTypes(descriptor, word);
      if (signature != null && signature.charAt(signature.indexOf(')') + 1) == 'T') {
        returns.add(owner, ANY_TYPE, word);
      }
      if (exceptions != null) {
        for (String exception : exceptions) {
          throwing.add(owner, numberOf(exception), word);
        }
      }
      return null;
    }

    @Override
    public FieldVisitor visitField(
        int flags, String name, String descriptor, String signature, Object value) {
      if (ClassFacts.isApi(flags) && descriptor.charAt(0) == 'L') {
        boolean open = signature != null && signature.charAt(0) == 'T';
        String type = descriptor.substring(1, descriptor.length() - 1);
        fields.add(owner, open ? ANY_TYPE : numberOf(type), wordOf(name));
      }
      return null;
    }

    private void addTypes(String descriptor, int word) {
      int close = descriptor.indexOf(')');
      for (int i = 1; i < close; i++) {
        if (descriptor.charAt(i) == 'L') {
          int end = descriptor.indexOf(';', i);
          parameters.add(numberOf(descriptor.substring(i + 1, end)), word);
          i = end;
        }
      }
      if (descriptor.charAt(close + 1) == 'L') {
        returns.add(
            owner, numberOf(descriptor.substring(close + 2, descriptor.length() - 1)), word);
      }
    }

    private int wordOf(String name) {
      return words.computeIfAbsent(name, FileSketch::hashOf);
    }

    private int numberOf(String internalName) {
      return types.computeIfAbsent(internalName, this::newNumber);
    }

    private int newNumber(String internalName) {
      String canonical = TypeSignature.canonical(internalName);
      int simpleName = FileSketch.hashOf(canonical.substring(canonical.lastIndexOf('.') + 1));
      if (count == simpleNames.length) {
        simpleNames = Arrays.copyOf(simpleNames, 2 * count);
      }
      simpleNames[count] = simpleName;
      named.computeIfAbsent(simpleName, n -> new ArrayList<>(1)).add(count);
      return count++;
    }
  }

  /** Pairs of numbers, in the order of their coming. */
  private static final class Pairs {

    private int[] numbers = new int[1024];
    private int end;

    void add(int one, int other) {
      if (end == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * end);
      }
      numbers[end] = one;
      numbers[end + 1] = other;
      end += 2;
    }

    void each(FileSketch.Link link) {
      for (int i = 0; i < end; i += 2) {
        link.accept(numbers[i], numbers[i + 1]);
      }
    }
  }

  /** Numbers of an owner, a type and a name, in the order of their coming. */
  private static final class Triples {

    private int[] numbers = new int[1536];
    private int end;

    void add(int owner, int type, int name) {
      if (end == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * end);
      }
      numbers[end] = owner;
      numbers[end + 1] = type;
      numbers[end + 2] = name;
      end += 3;
    }

    void each(FileSketch.Member member) {
      for (int i = 0; i < end; i += 3) {
        member.accept(numbers[i], numbers[i + 1], numbers[i + 2]);
      }
    }
  }
}
