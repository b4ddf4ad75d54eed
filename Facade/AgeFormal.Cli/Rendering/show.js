'use strict';
// The tiles are computed. Here they are chosen and coloured; over the image, the mean of the shown levels over h and arrows as
// long as them are made of them.
(() => {
  const data = JSON.parse(document.getElementById('turns-data').textContent);
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const palette = bytes(data.palette), signals = data.signals;
  for (const signal of signals) signal.tiles = bytes(signal.tiles);
  const tile = (signal, side, turn, h) => {
    const size = signal.width * signal.height, start = signal[side][turn][h] * size;
    return signal.tiles.subarray(start, start + size);
  };
  // 0 is no point; 1 to 255 are the values from the least to the largest.
  const paint = (canvas, signal, levels) => {
    canvas.width = signal.width;
    canvas.height = signal.height;
    const context = canvas.getContext('2d'), image = context.createImageData(signal.width, signal.height);
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i], grey = signal.grey;
      for (let k = 0; k < 3; k++) image.data[4 * i + k] = grey ? level : palette[3 * level + k];
      image.data[4 * i + 3] = level ? 255 : 0;
    }
    context.putImageData(image, 0, 0);
  };
  const all = selector => [...document.querySelectorAll(selector)];
  const slider = document.getElementById('turn'), pick = document.getElementById('pick');
  const drawOver = turn => {
    const canvas = document.getElementById('over');
    if (!canvas) return;
    const signal = signals[+pick.value], input = signals[0], arrows = document.getElementById('arrows').checked;
    const side = 520, high = Math.round(side * input.height / input.width), context = canvas.getContext('2d');
    canvas.width = side;
    canvas.height = high;
    const layer = (of, levels, x, y, w, h, alpha) => {
      const part = document.createElement('canvas');
      paint(part, of, levels);
      context.globalAlpha = alpha;
      context.imageSmoothingEnabled = false;
      context.drawImage(part, x, y, w, h);
      context.globalAlpha = 1;
    };
    layer(input, tile(input, 'moved', turn, 0), 0, 0, side, high, 1);
    const maps = signal.moved[turn].map((_, h) => tile(signal, 'moved', turn, h)), part = signal.part;
    const mean = Uint8Array.from(maps[0], (_, i) => maps.reduce((sum, map) => sum + map[i], 0) / maps.length);
    const left = side * (1 - part) / 2, top = high * (1 - part) / 2;
    layer(signal, mean, left, top, side * part, high * part, arrows ? .3 : .65);
    if (!arrows) return;
    context.lineCap = context.lineJoin = 'round';
    for (const [cell, x, y] of signal.places)
      maps.forEach((map, h) => {
        const [dx, dy, mirrored] = data.arrows[h], long = (map[cell] - 1) / 254 * signal.unit * side / 2;
        if (long < 2) return;
        const from = [left + x * side * part, top + y * high * part], to = [from[0] + long * dx, from[1] + long * dy];
        const barb = way => context.lineTo(to[0] - long * (.32 * dx + way * .28 * dy), to[1] - long * (.32 * dy - way * .28 * dx));
        context.strokeStyle = '#ff5470';
        context.lineWidth = 1.8;
        context.beginPath();
        context.moveTo(...from);
        context.lineTo(...to);
        barb(mirrored ? -1 : 1);
        if (!data.mirrors) { context.moveTo(...to); barb(-1); }
        context.stroke();
      });
  };
  const show = turn => {
    const at = data.turns[turn];
    slider.value = turn;
    slider.setAttribute('aria-valuetext', at.name);
    document.body.dataset.turn = turn;
    for (const chip of all('.chips button')) chip.setAttribute('aria-pressed', String(+chip.dataset.turn === turn));
    document.getElementById('now').textContent = at.now;
    document.getElementById('says').textContent = at.says;
    document.getElementById('reads').textContent = at.output;
    for (const canvas of all('canvas[data-side]')) {
      const signal = signals[+canvas.dataset.signal], side = canvas.dataset.side, h = +canvas.dataset.h;
      paint(canvas, signal, side === 'upright' ? tile(signal, 'moved', data.upright, h) : tile(signal, side, turn, h));
    }
    for (const part of all('[data-from]')) part.textContent = at.from[+part.dataset.from] ?? '';
    for (const badge of all('[data-residual]')) {
      const [text, tone] = signals[+badge.dataset.residual].residuals[turn];
      badge.textContent = text;
      badge.className = 'badge residual ' + tone;
    }
    drawOver(turn);
  };
  slider.addEventListener('input', () => show(+slider.value));
  for (const chip of all('.chips button')) chip.addEventListener('click', () => show(+chip.dataset.turn));
  for (const id of ['pick', 'arrows']) document.getElementById(id)?.addEventListener('change', () => drawOver(+slider.value));
  const play = document.getElementById('play');
  let running = 0;
  play.addEventListener('click', () => {
    const stop = running !== 0;
    clearInterval(running);
    running = stop ? 0 : setInterval(() => show((+slider.value + 1) % data.turns.length), data.turns.length > 8 ? 220 : 900);
    play.textContent = stop ? 'play' : 'stop';
  });
  const asked = /^#turn=(\d+)$/.exec(location.hash);
  show(asked && +asked[1] < data.turns.length ? +asked[1] : data.upright);
})();
