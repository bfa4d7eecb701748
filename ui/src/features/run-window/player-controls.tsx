import { Maximize, Minimize, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { Checkbox } from "@/components/checkbox";
import { IconButton } from "@/components/icon-button";
import { Segment } from "@/components/segment";
import { type Player, writtenPlace } from "@/features/run-window/use-player";
import { formatClock } from "@/lib/format";

interface PlayerControlsProps {
  player: Player;
  onStepBlock: (step: 1 | -1) => void;
  speed: number;
  onSpeed: (speed: number) => void;
  isSkipping: boolean;
  onSkipping: (isSkipping: boolean) => void;
  isFull: boolean;
  onFull: () => void;
}

const SPEED_OPTIONS = [
  { value: "1", label: "1×" },
  { value: "2", label: "2×" },
  { value: "4", label: "4×" },
] as const;

export function PlayerControls({
  player,
  onStepBlock,
  speed,
  onSpeed,
  isSkipping,
  onSkipping,
  isFull,
  onFull,
}: PlayerControlsProps) {
  return (
    <div className="player-controls">
      <IconButton
        size="sm"
        icon={SkipBack}
        label="Previous block"
        keys="shift+arrowleft"
        tooltipSide="top"
        onClick={() => onStepBlock(-1)}
      />
      <IconButton
        size="sm"
        variant="secondary"
        icon={player.isPlaying ? Pause : Play}
        label={player.isPlaying ? "Pause" : "Play"}
        keys="space"
        tooltipSide="top"
        onClick={player.toggle}
      />
      <IconButton
        size="sm"
        icon={SkipForward}
        label="Next block"
        keys="shift+arrowright"
        tooltipSide="top"
        onClick={() => onStepBlock(1)}
      />
      <span className="player-time">
        {writtenPlace(player.second)} /{" "}
        {player.length === null ? "–:––" : formatClock(player.length)}
        {speed < 1 && ` · ${speed}×`}
      </span>
      <span className="spacer" />
      <Checkbox checked={isSkipping} onChange={onSkipping}>
        Skip waiting
      </Checkbox>
      <Segment
        label="Speed"
        value={`${speed}`}
        onChange={(value) => onSpeed(Number(value))}
        options={SPEED_OPTIONS}
      />
      <IconButton
        size="sm"
        icon={isFull ? Minimize : Maximize}
        label={isFull ? "Leave full screen" : "Full screen"}
        keys="f"
        tooltipSide="top"
        onClick={onFull}
      />
    </div>
  );
}
