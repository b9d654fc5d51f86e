package org.meshparity;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The lambdas of some classes, as a JVM writes them into the list of what it loaded ({@code
 * -XX:DumpLoadedClassList}), with the shapes of calls that linking them needs. Each is a class of
 * its own, which costs its first use half a millisecond; a check has four hundred first uses, most
 * of which a rehearsal never comes to.
 */
final class RehearsedLambdas {

  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String FORM = "@lambda-form-invoker [LF_RESOLVE] java.lang.invoke.";
  private static final String DIRECT = FORM + "DirectMethodHandle$Holder ";
  private static final int RUN = 3;

  private final Set<String> lines = new LinkedHashSet<>();

  private RehearsedLambdas() {}

  /**
   * The lines for all lambdas of some classes; a class that cannot be read has none.
   *
   * @param classes by name, as {@link RehearsedClasses} knows them
   */
  static Set<String> of(Iterable<String> classes) throws IOException {
    RehearsedLambdas lambdas = new RehearsedLambdas();
    for (String name : classes) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream bytes = RehearsedLambdas.class.getClassLoader().getResourceAsStream(file)) {
        if (bytes != null) {
          lambdas.read(new ClassReader(bytes));
        }
      }
    }
    return lambdas.lines;
  }

  private void read(ClassReader reader) {
    String caller = reader.getClassName();
    ClassVisitor each =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String method, String type, Handle bootstrap, Object... arguments) {
                if (bootstrap.getOwner().equals(FACTORY)
                    && bootstrap.getName().equals("metafactory")) {
                  lambda(caller, method, type, arguments);
                }
              }
            };
          }
        };
    reader.accept(each, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }

  /**
   * One lambda.
   *
   * @param type what it captures, and what it is
   * @param arguments the method of the interface, what is called, and with which types
   */
  private void lambda(String caller, String method, String type, Object... arguments) {
    Handle called = (Handle) arguments[1];
    String captured = shape(type);
    lines.add(
        String.join(
            " ",
            "@lambda-proxy",
            caller,
            method,
            type,
            arguments[0].toString(),
            kind(called),
            called.getOwner(),
            called.getName(),
            called.getDesc(),
            arguments[2].toString()));
    lines.add(
        DIRECT
            + invocation(called)
            + " "
            + written(receiver(called) + shape(called.getDesc()), result(called)));
    if (!captured.isEmpty()) {
      lines.add(DIRECT + "newInvokeSpecial " + written("L" + captured, "L"));
      lines.add(DIRECT + "invokeSpecial " + written("LL" + captured, "L"));
      lines.add(FORM + "Invokers$Holder linkToTargetMethod " + written(captured + "L", "L"));
    }
  }

  private static String kind(Handle called) {
    return switch (called.getTag()) {
      case Opcodes.H_INVOKESTATIC -> "REF_invokeStatic";
      case Opcodes.H_INVOKEINTERFACE -> "REF_invokeInterface";
      case Opcodes.H_NEWINVOKESPECIAL -> "REF_newInvokeSpecial";
      case Opcodes.H_INVOKESPECIAL -> "REF_invokeSpecial";
      default -> "REF_invokeVirtual";
    };
  }

  private static String invocation(Handle called) {
    boolean own = called.getName().startsWith("lambda$");
    String kind = kind(called).substring("REF_".length());
    return own && kind.equals("invokeVirtual") ? "invokeSpecial" : kind;
  }

  /** The handle itself, and what is called upon. */
  private static String receiver(Handle called) {
    int tag = called.getTag();
    return tag == Opcodes.H_INVOKESTATIC || tag == Opcodes.H_NEWINVOKESPECIAL ? "L" : "LL";
  }

  private static String result(Handle called) {
    return called.getTag() == Opcodes.H_NEWINVOKESPECIAL
        ? "L"
        : basic(Type.getReturnType(called.getDesc()));
  }

  private static String shape(String descriptor) {
    return Stream.of(Type.getArgumentTypes(descriptor))
        .map(RehearsedLambdas::basic)
        .collect(Collectors.joining());
  }

  /** What is no reference and no wide number is an int to the machine. */
  private static String basic(Type type) {
    return switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> "L";
      case Type.LONG -> "J";
      case Type.FLOAT -> "F";
      case Type.DOUBLE -> "D";
      case Type.VOID -> "V";
      default -> "I";
    };
  }

  /** From three on, equal ones are counted. */
  private static String written(String parameters, String result) {
    StringBuilder shape = new StringBuilder();
    for (int from = 0, to; from < parameters.length(); from = to) {
      to = from + 1;
      while (to < parameters.length() && parameters.charAt(to) == parameters.charAt(from)) {
        to++;
      }
      String one = parameters.substring(from, from + 1);
      shape.append(to - from < RUN ? one.repeat(to - from) : one + (to - from));
    }
    return shape + "_" + result;
  }
}
