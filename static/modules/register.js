// Hours in the register are added up as one marks. Without this script, the server adds them up when the form is sent.
(() => {
  const form = document.querySelector(".register-form");
  const meetings = [...document.querySelectorAll("[data-meeting]")].map(({ dataset }) => ({
    key: dataset.meeting,
    hours: dataset.hours.split(" ").map(Number),
  }));
  const asked = form.dataset.asked.split(" ").map(Number);

  function addUp(line) {
    const ticked = [...line.querySelectorAll("input[value=present]:checked")];
    const elsewhere = line.dataset.present.split(" ").filter(Boolean);
    const present = new Set([...elsewhere, ...ticked.map((input) => input.closest(".marks").dataset.of)]);
    const counted = meetings.filter((meeting) => present.has(meeting.key));
    const hours = asked.map((_, part) => counted.reduce((sum, meeting) => sum + meeting.hours[part], 0));
    const shown = hours.map((number) => number.toLocaleString(document.documentElement.lang));
    const places = line.querySelectorAll("[data-sum]");
    for (const [part, place] of places.entries()) place.textContent = shown[part];
    places[0].parentElement.dataset.reached = hours.every((number, part) => number >= asked[part]);
  }

  form.addEventListener("change", ({ target }) => {
    if (target.closest(".marks")) addUp(target.closest("[data-present]"));
  });
})();
