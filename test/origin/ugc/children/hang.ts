// A child that says a step and then never anything again, busy all the while.
console.log(JSON.stringify({ kind: "step", name: "scan" }));
for (;;);
