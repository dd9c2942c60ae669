// A child that dies without having read what it was given. What it says first looks like a result.
process.stdout.write('{"kind":"step","name":"scan"}\n');
throw new Error("a decoder fell over");
