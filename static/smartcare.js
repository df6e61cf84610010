// Small comforts. Every page works without them.
(function () {
  "use strict";

  // A slow link invites a second press: show that the first one counts, and let it alone through for ten seconds.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented) { return; }
    var now = Date.now();
    if (form.scSentAt && now - form.scSentAt < 10000 && form.scSentBy === event.submitter) {
      event.preventDefault();
      return;
    }
    form.scSentAt = now;
    form.scSentBy = event.submitter;
    form.scTyped = false;
    if (event.submitter) { event.submitter.setAttribute("aria-disabled", "true"); }
    window.setTimeout(function () { release(form); }, 10000);
  });

  function release(form) {
    form.scSentAt = 0;
    form.querySelectorAll("[aria-disabled]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
    });
  }

  // Coming back through the browser's history must not find a dead button.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form").forEach(release);
  });

  // Forms marked data-keep hold typing worth a question before one leaves.
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-keep")) { form.scTyped = true; }
  });

  window.addEventListener("beforeunload", function (event) {
    var unsaved = Array.prototype.some.call(document.forms, function (form) { return form.scTyped; });
    if (unsaved) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
})();
