import type { ComponentChildren } from 'preact';

function Icon(props: { class?: string | undefined; children: ComponentChildren }) {
  return (
    <svg
      class={`icon ${props.class ?? ''}`}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}

type IconProps = { class?: string };

const filled = { fill: 'currentColor', stroke: 'none' };

export const IconMore = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="4.5" cy="10" r="1.5" {...filled} />
    <circle cx="10" cy="10" r="1.5" {...filled} />
    <circle cx="15.5" cy="10" r="1.5" {...filled} />
  </Icon>
);
export const IconCompass = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="m12.8 7.2-1.5 4.100-4.100 1.500 1.500-4.100z" />
  </Icon>
);
export const IconWire = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3 7.200h12.500M12.500 4l3.200 3.200-3.200 3.200M17 12.800H4.500M7.500 9.600l-3.200 3.200 3.200 3.200" />
  </Icon>
);
export const IconCheck = (props: IconProps) => (
  <Icon {...props}>
    <path d="m5 10.500 3.300 3.300L15 6.800" />
  </Icon>
);
export const IconClose = (props: IconProps) => (
  <Icon {...props}>
    <path d="m5.5 5.5 9 9m0-9-9 9" />
  </Icon>
);
export const IconChevron = (props: IconProps) => (
  <Icon {...props}>
    <path d="m6 8 4 4 4-4" />
  </Icon>
);
export const IconCalendar = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3.5" y="4.5" width="13" height="12" rx="2" />
    <path d="M3.5 8.5h13M7 2.8v3M13 2.8v3" />
  </Icon>
);
export const IconHash = (props: IconProps) => (
  <Icon {...props}>
    <path d="M8 3.5 6.4 16.5M13.6 3.5 12 16.5M4 7.5h12.5M3.5 12.5H16" />
  </Icon>
);
export const IconLock = (props: IconProps) => (
  <Icon {...props}>
    <rect x="4.5" y="8.8" width="11" height="7.7" rx="1.8" />
    <path d="M7 8.8V6.5a3 3 0 0 1 6 0v2.3" />
  </Icon>
);
export const IconBolt = (props: IconProps) => (
  <Icon {...props}>
    <path d="M11 2.8 4.5 11.5h5L9 17.2l6.5-8.7h-5z" />
  </Icon>
);
export const IconSend = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 3.8 17 10 3.5 16.2l1.6-6.2zM5.2 10H11" />
  </Icon>
);
export const IconReply = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 4.5h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H9l-3.5 3v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM6.5 8h7M6.5 10.5h4.5" />
  </Icon>
);
export const IconMenu = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13" />
  </Icon>
);
export const IconClock = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M10 6.2V10l2.6 1.8" />
  </Icon>
);
export const IconSunrise = (props: IconProps) => (
  <Icon {...props}>
    <path d="M2.8 15.5h14.4M5.8 13a4.2 4.2 0 0 1 8.4 0M10 3.2v3M4.3 7l1.6 1.5M15.7 7l-1.6 1.5" />
  </Icon>
);
export const IconSkip = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4.5 4.5 12 10l-7.5 5.500zM15 4.5v11" />
  </Icon>
);
export const IconEye = (props: IconProps) => (
  <Icon {...props}>
    <path d="M2.5 10S5.2 4.8 10 4.8 17.5 10 17.5 10 14.8 15.2 10 15.2 2.5 10 2.5 10z" />
    <circle cx="10" cy="10" r="2.2" />
  </Icon>
);
export const IconWarning = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 3.2 17.6 16.300H2.400zM10 8v3.800M10 14v.1" />
  </Icon>
);
export const IconPin = (props: IconProps) => (
  <Icon {...props}>
    <path d="M7.5 3.500h5l-.600 5 2.6 2.500H5.500L8.1 8.500zM10 11v5.5" />
  </Icon>
);
export const IconPlus = (props: IconProps) => (
  <Icon {...props}>
    <path d="M10 4.500v11M4.5 10h11" />
  </Icon>
);
export const IconFile = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5.5 2.800H12l3.5 3.500v10.900h-10zM11.8 3v3.500h3.5" />
  </Icon>
);
export const IconPeople = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="7.5" cy="7" r="2.8" />
    <path d="M2.5 16c.4-3 2.300-4.500 5-4.500s4.600 1.500 5 4.500M13 4.500a2.600 2.600 0 0 1 0 5M14.500 11.800c1.800.500 2.800 1.900 3.100 4.200" />
  </Icon>
);
export const IconTable = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3" y="4" width="14" height="12" rx="1.8" />
    <path d="M3 8h14M3 12h14M8 8v8" />
  </Icon>
);
